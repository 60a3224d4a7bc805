/** So many keys get a column of their own: visitors choose some of them, and no table has room for all they may think of. */
export const KEY_COLUMNS_MAX = 1_000;

/** So many different keys are counted at all. */
const COUNTED_MAX = 20_000;

/** How often each key was met. */
export type KeyTally = Map<string, number>;

/** Counts a key `count` more times; a new one is left out once very many are known. */
export function countKey(tally: KeyTally, key: string, count = 1): void {
  const before = tally.get(key);
  if (before === undefined && tally.size >= COUNTED_MAX) return;
  tally.set(key, (before ?? 0) + count);
}

/** The keys that get a column, by name: the most common ones where they are too many. */
export function columnKeys(tally: KeyTally): { readonly keys: readonly string[]; readonly isWhole: boolean } {
  const common = [...tally].toSorted(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
  const keys = common.slice(0, KEY_COLUMNS_MAX).map(([key]) => key);
  return { keys: keys.toSorted((a, b) => (a < b ? -1 : 1)), isWhole: common.length <= KEY_COLUMNS_MAX };
}
