import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractTitle } from './extract-title.ts';

describe('a title', () => {
  it.each([
    ['nothing was asked', [], null],
    ['only blanks were sent', [' \n '], null],
    ['one question', ['How long does it take?'], 'How long does it take?'],
    ['the longest of several', ['Hi', 'How long does it take?', 'ok'], 'How long does it take?'],
    ['lines become one', [' How long\n\tdoes it take? '], 'How long does it take?'],
    ['a long one, cut at a word', [`${'word '.repeat(15)}longer and longer`], `${'word '.repeat(15).trim()}…`],
    ['a script without spaces, cut anywhere', ['国'.repeat(100)], `${'国'.repeat(80)}…`],
    ['no half of a pair', [`${'x'.repeat(79)}😀😀`], `${'x'.repeat(79)}…`],
  ])('%s', (_name, questions, title) => {
    expect(extractTitle(questions)).toBe(title);
  });

  it('is always storable, short and a beginning of what was asked', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 3 }), (questions) => {
        const title = extractTitle(questions);
        if (title === null) return;
        expect(title.isWellFormed()).toBe(true);
        expect(title.length).toBeLessThanOrEqual(81);
        const flat = questions.map((question) => question.replace(/\s+/gu, ' ').trim());
        expect(flat.some((question) => question.startsWith(title.replace(/…$/, '')))).toBe(true);
      }),
    );
  });
});
