import { describe, expect, test } from 'vitest';
import { searchPatterns } from './search-patterns.ts';
import { searchText } from './search-text.ts';

describe('searched text', () => {
  test.each([
    ['folds case and compatibility forms', 'Ｐarley №5 ﬁne', ' parley no5 fine '],
    ['folds accents', 'Müller Ångström café Ёлка', ' muller angstrom cafe елка '],
    ['folds what lower case leaves apart', 'STRASSE straße İstanbul ısı ΟΔΟΣ', ' strasse strasse istanbul isi οδοσ '],
    ['drops the vowel marks of Arabic', 'مُحَمَّد أحمد', ' محمد احمد '],
    ['keeps the vowels of Hindi', 'हिन्दी में', ' हिन्दी में '],
    ['sets characters of scripts without spaces apart', '東京大学へ', ' 東 京 大 学 へ '],
    ['keeps Korean words', '한국어 학교', ' 한국어 학교 '],
    ['sets marks apart', 'a@b.example, 50%!', ' a @ b . example , 50 % ! '],
    ['collapses spaces', ' a\n\tb ', ' a b '],
    ['has nothing of nothing', '  ', '  '],
  ])('%s', (_name, text, expected) => {
    expect(searchText(text).replace(/^ +$/, '  ')).toBe(expected);
  });
});

describe('a query', () => {
  test.each([
    ['looks for a word anywhere', 'policy', ['%policy%']],
    ['looks for each word', 'Return  policy', ['%return%', '%policy%']],
    ['takes one or two letters for the beginning of a word', 'a qz на', ['% a%', '% qz%', '% на%']],
    ['keeps Chinese words together', '大学', ['% 大 学 %']],
    ['escapes what LIKE would read', '100% a_b c\\d', ['%100 \\% %', '% a \\_ b%', '% c \\\\ d%']],
    ['keeps the parts of an address together', 'john@b.de', ['%john @ b . de%']],
    ['names a word once', 'ja ja', ['% ja%']],
  ])('%s', (_name, query, patterns) => {
    expect(searchPatterns(query).patterns).toEqual(patterns);
  });

  test('of many words is one phrase', () => {
    const words = Array.from({ length: 13 }, (_, index) => `word${index}`).join(' ');
    expect(searchPatterns(words).patterns).toEqual([`%${words}%`]);
  });

  test('without letters or numbers cannot use an index', () => {
    expect(searchPatterns('%').isIndexable).toBe(false);
    expect(searchPatterns('% a').isIndexable).toBe(true);
  });

  test('of accents alone looks for nothing', () => {
    expect(searchPatterns('\u0301').patterns).toEqual([]);
  });
});
