import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headingsOf, splitSentences } from './sentences.ts';

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitting into sentences', () => {
  it.each([
    ['Dr. Smith came. He left.', ['Dr. Smith came.', 'He left.']],
    ['It costs 3.50 €. Fine.', ['It costs 3.50 €.', 'Fine.']],
    ['Am 3. Oktober ist zu. Sonst offen.', ['Am 3. Oktober ist zu.', 'Sonst offen.']],
    ['Es gibt z. B. Tee. Und Saft.', ['Es gibt z. B. Tee.', 'Und Saft.']],
    ['我们开门。周日休息。', ['我们开门。', '周日休息。']],
    [
      'A line that is\nbroken by its width. Next.',
      ['A line that is broken by its width.'.replace(' b', '\nb'), 'Next.'],
    ],
    ['Hours:\n- Monday 9–18\n- Sunday closed', ['Hours:', '- Monday 9–18', '- Sunday closed']],
  ])('parts %j', (text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  it('covers all that is not blank, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(split(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

describe('headings', () => {
  it.each([
    ['Returns\n\nWithin 30 days.', [-1, 0]],
    ['Hours:\n- Monday 9–18\n- Sunday closed', [-1, 0, 0]],
    ['| Size | Price |\n| S | 3 € |\n| M | 4 € |', [-1, 0, 0]],
    ['Can I pay later?\nYes. Ask us.\n\nWhen?\nAny time.', [-1, 0, 0, -1, 3]],
    ['Plans\n\nPlan\tPrice\nTeam\t9 €', [-1, -1, 1]],
    ['First. Second.', [-1, -1]],
  ])('of %j are found', (text, headings) => {
    expect(headingsOf(text, splitSentences(text)).map(({ heading }) => heading)).toEqual(headings);
  });
});
