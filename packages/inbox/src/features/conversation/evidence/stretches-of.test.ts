import { describe, expect, it } from 'vitest';
import { stretchesOf } from './stretches-of.ts';

const shown = (...marks: [number, number][]): string =>
  stretchesOf(
    'one two three',
    marks.map(([start, end]) => ({ start, end })),
  )
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join('');

describe('marking what is quoted', () => {
  it.each([
    [[], 'one two three'],
    [[[4, 7]], 'one [two] three'],
    [
      [
        [8, 13],
        [0, 3],
      ],
      '[one] two [three]',
    ],
    [
      [
        [0, 5],
        [4, 7],
      ],
      '[one t][wo] three',
    ],
    [
      [
        [0, 7],
        [4, 7],
      ],
      '[one two] three',
    ],
    [
      [
        [4, 99],
        [-1, 3],
        [7, 7],
      ],
      'one two three',
    ],
  ] as [[number, number][], string][])('%j gives %j', (marks, text) => {
    expect(shown(...marks)).toBe(text);
  });
});
