import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPart, pairsOfCharacters, partsOfWord, tokens, words } from './tokens.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function segmenterWords(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter((segment) => segment.isWordLike)
    .map((segment) => segment.segment);
}

const TEXTS = [
  "Don't panic: the price is 1,299.50 € (incl. VAT), see https://example.com/a_b?c=d.",
  '«Können Sie die Größe ändern?», fragte er… E-Mail an x.y@z.de, §3 Abs. 2',
  'Доставка по России: 3–5 дней. Ёлка, подъезд',
  'Πόσο κοστίζει η αποστολή; Τιμές: 5,00€',
  'كم نقطة تخلى عنها دفاع البانثرز؟',
  'वारंटी कितने साल की है? डिलीवरी',
  '退货政策是什么？iPhone15的价格是多少。',
  '配送料はいくらですか？カタカナ・ひらがな',
  'ค่าจัดส่งเท่าไหร่ครับ สินค้า A1',
  'Kargo ücreti ne kadar? IĞDIR İstanbul’da',
  'e\u0301te\u0301 file.name v2.0 a:b o’clock l’article "«nested»" naïve_word x² ½',
];

test.each(TEXTS)('words are those of Intl.Segmenter: %s', (text) => {
  expect(words(text)).toEqual(segmenterWords(text));
});

test('words are those of Intl.Segmenter whatever the letters and punctuation', () => {
  const character = fc.constantFrom(...'abzäßéжёαώ019 .,:;\'"’-_/()«»“”@!?…\n中かคم'.split(''));
  fc.assert(
    fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
      const text = characters.join('');
      expect(words(text)).toEqual(segmenterWords(text));
    }),
    { numRuns: 2000 },
  );
});

test('parts of a word count a border at either end and ignore accents', () => {
  expect(partsOfWord('größe')).toEqual(['~ gro', '~groß', '~roße', '~oße ']);
  expect(partsOfWord('abcd')).toEqual(['~ abc', '~abcd', '~bcd ']);
  expect(partsOfWord('mà')).toEqual([]);
});

test('an inflected, compounded or articled word shares parts with its stem', () => {
  const share = (a: string, b: string) => partsOfWord(a).some((part) => partsOfWord(b).includes(part));
  expect(share('versandkosten', 'kosten')).toBe(true);
  expect(share('البانثرز', 'بانثرز')).toBe(true);
  expect(share('kargonuzun', 'kargo')).toBe(true);
  expect(share('доставкой', 'доставка')).toBe(true);
});

test('letters outside the basic plane are not cut in half', () => {
  for (const part of partsOfWord('𐐷𐐲𐑊𐐬𐑄')) expect(part.isWellFormed()).toBe(true);
});

test('scripts without spaces give pairs of characters across word borders, and no parts', () => {
  expect(pairsOfCharacters('退货政策, ok')).toEqual(['~退货', '~货政', '~政策']);
  expect(pairsOfCharacters('怎么? 退 A1 货')).toEqual(['~怎么']);
  expect(partsOfWord('退货')).toEqual([]);
  expect(pairsOfCharacters('배송비는')).toEqual(['~배송', '~송비', '~비는']);
});

test('no word looks like a part', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => words(text).every((word) => !isPart(word))));
});

test('tokens keep repeats, which frequency is counted from', () => {
  expect(tokens('data data').filter((token) => token === 'data')).toHaveLength(2);
});
