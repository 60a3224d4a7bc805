type Press = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

/** Where the cursor is, the last row, and how many rows are in sight. */
type Span = { readonly index: number; readonly last: number; readonly inSight: number };

/** The row that a key leads to; null for keys that lead nowhere. */
export function targetOf({ key, ctrlKey, metaKey, altKey }: Press, { index, last, inSight }: Span): number | null {
  if (ctrlKey || metaKey || altKey || last < 0) return null;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + Math.max(1, inSight),
    PageUp: index - Math.max(1, inSight),
    Home: 0,
    End: last,
  };
  const to = targets[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), last);
}
