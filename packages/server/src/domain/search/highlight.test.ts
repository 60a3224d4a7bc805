import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fragmentOf, holdsAll, rangesIn } from './highlight.ts';
import { searchPatterns } from './search-patterns.ts';
import { placedSearchText, searchText } from './search-text.ts';

const found = (text: string, query: string) =>
  rangesIn(text, searchPatterns(query).needles).map(([start, end]) => text.slice(start, end));

describe('what a search found in a text', () => {
  test.each([
    ['English, whatever the case', 'Refunds take 14 days. REFUND policy', 'refund', ['Refund', 'REFUND']],
    ['German, with and without its marks', 'Die Größe der Straße über Müller', 'strasse muller', ['Straße', 'Müller']],
    ['Arabic, with its vowel marks', 'أين طلبي؟ مُحَمَّد ينتظر', 'محمد', ['مُحَمَّد']],
    ['Hebrew, with its points', 'שָׁלוֹם לכולם', 'שלום', ['שָׁלוֹם']],
    ['Chinese, to the letter', '我在东京大学读书，大学很好', '大学', ['大学', '大学']],
    ['Japanese, of mixed scripts', '返品ポリシーについて', 'ポリシー', ['ポリシー']],
    ['Thai, which has no spaces', 'นโยบายการคืนสินค้า', 'คืนสินค้า', ['คืนสินค้า']],
    ['Korean', '환불 정책을 알려 주세요', '정책', ['정책']],
    ['Hindi, with its vowels', 'वापसी नीति क्या है', 'नीति', ['नीति']],
    ['Turkish, with and without dots', 'İSTANBUL ısı', 'istanbul isi', ['İSTANBUL', 'ısı']],
    ['words beside emoji and other long characters', '👩‍👧 refund 𝒳 refund', 'refund', ['refund', 'refund']],
    ['compatibility forms', 'the ﬁne Ｐarley', 'fine parley', ['ﬁne', 'Ｐarley']],
    ['an address whose parts stand apart', 'write to john@b.de!', 'john@b.de', ['john@b.de']],
    ['one or two letters at the beginning of a word only', 'a quick quiz', 'qu', ['qu', 'qu']],
    ['nothing', 'Refunds', 'lamp', []],
  ])('%s', (_name, text, query, expected) => {
    expect(found(text, query)).toEqual(expected);
  });

  test('is told once where words overlap', () => {
    expect(found('refunds', 'refund funds')).toEqual(['refunds']);
  });

  test('of all words needs all of them', () => {
    const { needles } = searchPatterns('refund lamp');
    expect([holdsAll('a lamp, a refund', needles), holdsAll('a lamp', needles), holdsAll('x', [])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

// Marks that join what stands before them, and what folds to more or fewer letters.
const letters = fc.constantFrom(
  ...'aZ ß\n\tİıςé\u0301ü東カ\u30fc!.@№ﬁก่ा한\u1112\u1161\u11ab\uac00\u11a8\uffc2\uffa1\u3131\u064eم😀\u200d½¨',
);
const texts = fc.array(fc.oneof(letters, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 30 });

describe('searched text with places', () => {
  test('is searched text, and has an end behind each beginning, in order', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const source = parts.join('');
        const { text, starts, ends } = placedSearchText(source);
        expect(text.trim()).toBe(searchText(source).trim());
        expect([starts.length, ends.length]).toEqual([text.length, text.length]);
        starts.forEach((start, index) => {
          expect(start).toBeLessThanOrEqual(ends[index] ?? -1);
          expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a fragment', () => {
  const around = (before: number, after: number) => `${'word '.repeat(before)}needle${' word'.repeat(after)}`;
  const fragment = (text: string) => fragmentOf(text, rangesIn(text, ['needle']));

  test('of a short text is the text on one line', () => {
    expect(fragment('a\n needle')).toEqual({ text: 'a  needle', ranges: [[3, 9]] });
  });

  test('of a long one begins and ends at words, with what was found in it', () => {
    const { text, ranges } = fragment(around(100, 100));
    expect([text.startsWith('…word'), text.endsWith('word…'), text.length < 210]).toEqual([true, true, true]);
    expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(['needle']);
  });

  test('never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.nat(1), (before, after, odd) => {
        const source = `${'x'.repeat(odd)}${'😀'.repeat(before)}needle${'😀'.repeat(after)}`;
        const { text, ranges } = fragment(source);
        expect(text.isWellFormed()).toBe(true);
        expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(['needle']);
      }),
    );
  });
});
