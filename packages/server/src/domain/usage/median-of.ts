/** Values that lie close together: how many there are, and the least and the greatest of them. */
export type Bin = { readonly count: number; readonly least: number; readonly greatest: number };

/**
 * The median of what lies in some bins; null of nothing. Exact where the values in the middle are alone in their bins or
 * two; of more, as if they lay evenly between the least and the greatest. Bins of other values must not overlap.
 */
export function medianOf(bins: readonly Bin[]): number | null {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  if (count === 0) return null;
  const sorted = bins.toSorted((a, b) => a.least - b.least);
  const upper = Math.floor(count / 2);
  const lower = count % 2 === 0 ? upper - 1 : upper;
  return (valueAt(sorted, lower) + valueAt(sorted, upper)) / 2;
}

/** The value of a rank from 0. */
function valueAt(sorted: readonly Bin[], rank: number): number {
  let before = 0;
  for (const { count, least, greatest } of sorted) {
    const within = rank - before;
    if (within < count) return count === 1 ? least : least + ((greatest - least) * within) / (count - 1);
    before += count;
  }
  return 0;
}
