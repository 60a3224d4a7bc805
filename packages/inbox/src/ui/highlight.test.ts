import { describe, expect, it } from 'vitest';
import { piecesOf } from './highlight.tsx';

const shown = (text: string, ranges: [number, number][]) =>
  piecesOf(text, ranges)
    .map(({ piece, isMarked }) => (isMarked ? `[${piece}]` : piece))
    .join('');

describe('what was found in a text', () => {
  it('is marked where it is', () => {
    expect(
      shown('a late parcel, late', [
        [2, 6],
        [15, 19],
      ]),
    ).toBe('a [late] parcel, [late]');
    expect(shown('late', [[0, 4]])).toBe('[late]');
    expect(shown('nothing', [])).toBe('nothing');
  });

  it('loses and doubles nothing where ranges go too far or overlap', () => {
    expect(shown('late', [[2, 99]])).toBe('la[te]');
    expect(
      shown('parcel', [
        [0, 4],
        [2, 6],
      ]),
    ).toBe('[parc][el]');
  });
});
