type Range = { readonly start: number; readonly end: number };
export type Stretch = { readonly start: number; readonly text: string; readonly isMarked: boolean };

/** A text in pieces, marked and not; marks that are not in the text, or overlap one before them, mark what is left of them. */
export function stretchesOf(text: string, marks: readonly Range[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  const add = (end: number, isMarked: boolean): void => {
    if (end > at) stretches.push({ start: at, text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { start, end } of marks.toSorted((a, b) => a.start - b.start)) {
    if (start < 0 || end > text.length || end <= start) continue;
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return stretches;
}
