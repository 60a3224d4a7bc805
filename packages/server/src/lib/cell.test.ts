import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from './cell.ts';

describe('a text that is cut', () => {
  it('stays as it is when it fits', () => {
    expect(cutText('abc', 3)).toBe('abc');
  });

  it('fits, begins as before, and says how much is missing', () => {
    const property = fc.property(fc.string({ unit: 'grapheme', minLength: 80 }), fc.nat(40), (text, over) => {
      const max = text.length - 1 - Math.min(over, text.length - 60);
      const cut = cutText(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      const [, kept = '', missing] = /^([\s\S]*) … \[cut: (\d+) more characters\]$/.exec(cut) ?? [];
      expect(text.startsWith(kept)).toBe(true);
      expect(kept.length + Number(missing)).toBe(text.length);
      expect(kept.isWellFormed()).toBe(text.isWellFormed());
    });
    fc.assert(property);
  });

  it('may be the beginning of a longer one', () => {
    expect(cutText('x'.repeat(100), 50, 1_000)).toMatch(/^x+ … \[cut: 9\d\d more characters\]$/);
  });
});
