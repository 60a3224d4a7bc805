import { expect, it } from 'vitest';
import { cutLine, cutText } from './cut-text.ts';

it.each([
  ['short', 10, 'short'],
  ['where is my parcel', 12, 'where is my…'],
  ['wherever', 5, 'wher…'],
  ['ab😀cd', 4, 'ab…'],
  ['我的包裹在哪里', 4, '我的包…'],
])('%j in %i is %j', (text, max, expected) => {
  expect(cutText(text, max)).toBe(expected);
  expect(cutText(text, max).length).toBeLessThanOrEqual(max);
});

it('puts a text on one line first', () => {
  expect(cutLine('  a\n\n b\tc ', 20)).toBe('a b c');
});
