import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPassages } from './passages.ts';

const sentence = 'The parcel is handed to the carrier on the next working day. ';
const paragraph = sentence.repeat(9).trim();

test('passages are exact, ordered slices, and only white space is left between them', () => {
  const bit = fc.oneof(
    fc.constantFrom(
      '\n',
      '\n\n',
      ' ',
      '. ',
      '。',
      '😀',
      'Heading',
      sentence,
      paragraph,
      'x'.repeat(700),
      '退货政策。'.repeat(90),
    ),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
      const text = bits.join('');
      let end = 0;
      for (const passage of splitPassages(text)) {
        expect(text.slice(passage.start, passage.end)).toBe(passage.text);
        expect(text.slice(end, passage.start).trim()).toBe('');
        expect(passage.text.trim()).toBe(passage.text);
        expect(passage.text).not.toBe('');
        expect(passage.text.length).toBeLessThanOrEqual(1500);
        end = passage.end;
      }
      expect(text.slice(end).trim()).toBe('');
    }),
    { numRuns: 1000 },
  );
});

test('a short article is one passage', () => {
  const text = `Shipping\n\n${paragraph}\n\nReturns\n\n${paragraph.slice(0, 500)}`;
  expect(splitPassages(` ${text}\n`)).toEqual([{ text, start: 1, end: text.length + 1 }]);
  expect(splitPassages(' \n ')).toEqual([]);
});

test('a heading begins a passage and never ends one', () => {
  const text = ['Shipping', paragraph, 'Returns', paragraph, paragraph, 'Warranty', paragraph].join('\n\n');
  expect(splitPassages(text).map((passage) => passage.text.split('\n')[0])).toEqual([
    'Shipping',
    'Returns',
    paragraph,
    'Warranty',
  ]);
});

test('a long paragraph is cut between sentences', () => {
  for (const passage of splitPassages(sentence.repeat(60))) {
    expect(passage.text).toMatch(/^The parcel.*day\.$/s);
    expect(passage.text.length).toBeGreaterThan(400);
  }
});

test('a long table is cut between rows, and its first line stays with its rows', () => {
  const rows = Array.from({ length: 80 }, (_, at) => `article ${at} | ${at} euros. Maybe`);
  const passages = splitPassages([paragraph, 'Prices', ['Article | Price', ...rows].join('\n')].join('\n\n'));
  expect(passages.length).toBeGreaterThan(2);
  expect(passages[1]?.text).toMatch(/^Prices\n\nArticle \| Price\narticle 0/);
  for (const passage of passages.slice(2)) expect(passage.text).toMatch(/^article \d+ .*Maybe$/s);
});

test('a passage is not a scrap: what is left over joins its neighbour', () => {
  const passages = splitPassages([paragraph, paragraph, paragraph, 'That is all.'].join('\n\n'));
  expect(passages.map((passage) => passage.text.length > 400)).toEqual([true, true, true]);
});

test('a sentence longer than any passage is cut at white space', () => {
  const passages = splitPassages('word '.repeat(700));
  for (const passage of passages) expect(passage.text).toMatch(/^word.*word$/);
});

test('a long first line of a table does not push its passage over the limit', () => {
  const line = `${'column | '.repeat(130)}end`;
  const passages = splitPassages([line, line, line].join('\n'));
  expect(passages.map(({ text }) => text)).toEqual([line, line, line]);
});
