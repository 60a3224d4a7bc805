import { expect, test } from 'vitest';
import { type LiveArticle, passagesOf, urlFor } from './article-text.ts';

function anArticle(facts: Partial<LiveArticle> = {}): LiveArticle {
  const article = { articleId: 'a', articleNumber: 1, articleVersion: 2, title: 'Returns', url: null, tags: [] };
  const plainText = 'Within 30 days.\n\nBring the receipt.';
  const passages = [
    [0, 15],
    [17, 35],
  ] as const;
  return { ...article, language: 'en', plainText, passages, ...facts };
}

test('passages are cut from the plain text to the letter', () => {
  const found = passagesOf(anArticle());
  expect(found.map(({ text }) => text)).toEqual(['Within 30 days.', 'Bring the receipt.']);
  expect(found[1]).toMatchObject({ articleVersion: 2, title: 'Returns', start: 17, end: 35 });
});

test('an article without a title is cited by its first words', () => {
  expect(passagesOf(anArticle({ title: '' }))[0]?.title).toBe('Within 30 days.');
  const long = passagesOf(anArticle({ title: '', plainText: 'word '.repeat(40), passages: [[0, 9]] }));
  expect(long[0]?.title).toMatch(/^(word ){15}word…$/);
});

test('a reader gets the link of the own language, of a region of it, or the common one', () => {
  const article = { url: 'https://x/', languageUrls: { de: 'https://x/de', 'pt-br': 'https://x/br' } };
  expect(['de', 'pt', 'fr', null].map((language) => urlFor(article, language))).toEqual([
    'https://x/de',
    'https://x/br',
    'https://x/',
    'https://x/',
  ]);
});
