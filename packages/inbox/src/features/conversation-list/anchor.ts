/** A row on screen, and how far below the upper edge of the list it begins, in pixels. */
export type SeenRow<R> = { readonly row: R; readonly top: number };

type AnchorInput<R> = {
  /** What was on screen, from above. */
  readonly seen: readonly SeenRow<R>[];
  /** The row that must not move if anyhow possible: what the pointer or the keyboard is at. */
  readonly heldId: string | null;
  /** The rows as they are now. */
  readonly rows: readonly R[];
};

/**
 * Which row stays where it is while others come and go: the one that is held, else the uppermost one. Rows without news keep
 * their order among each other, so one of them is taken while there is any. Null where none of them is left.
 */
export function anchorOf<R extends { readonly id: string }>({
  seen,
  heldId,
  rows,
}: AnchorInput<R>): { readonly index: number; readonly top: number } | null {
  const wanted = new Map(seen.map(({ row, top }) => [row.id, { row, top }]));
  const found = new Map<string, number>();
  for (const [index, { id }] of rows.entries()) {
    if (wanted.has(id)) found.set(id, index);
    if (found.size === wanted.size) break;
  }
  const at = seen.findIndex(({ row }) => row.id === heldId);
  // The held one, those below it, and then those above it.
  const inOrder = at === -1 ? seen : [...seen.slice(at), ...seen.slice(0, at).reverse()];
  const there = inOrder.filter(({ row }) => found.has(row.id));
  const kept = there.find(({ row }) => rows[found.get(row.id) ?? -1] === row) ?? there[0];
  if (!kept) return null;
  return { index: found.get(kept.row.id) ?? 0, top: kept.top };
}

/** The ids of what is new above a row: it was not above it before. */
export function newAbove<R extends { readonly id: string }>(
  before: { readonly rows: readonly R[]; readonly index: number },
  now: { readonly rows: readonly R[]; readonly index: number },
): readonly string[] {
  const known = new Set(before.rows.slice(0, before.index).map(({ id }) => id));
  return now.rows.slice(0, now.index).flatMap(({ id }) => (known.has(id) ? [] : [id]));
}
