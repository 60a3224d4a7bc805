/**
 * How many items from `start` fit together, where more never fit if fewer do not: 0 if not even the first. Asks for about as
 * much as fits and not for the rest of a long text, as each question renders.
 */
export function mostThatFit(start: number, total: number, fits: (end: number) => boolean): number {
  let good = start;
  let bad = total + 1;
  for (let step = 1; good < total; step *= 2) {
    const end = Math.min(start + step, total);
    if (!fits(end)) {
      bad = end;
      break;
    }
    good = end;
  }
  while (bad - good > 1 && good < total) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good - start;
}
