import type { Passage } from './passage.ts';

/** An article's content as retrieval reads it. Passage borders are `[start, end]`, UTF-16 units of `plainText`. */
export type ArticleText = {
  readonly plainText: string;
  readonly passages: readonly (readonly [number, number])[];
};

/** The live version of an article as it is stored, from which its passages follow. */
export type LiveArticle = Omit<Passage, 'text' | 'start' | 'end'> & ArticleText;

/** The passages of an article. One without a title is cited by its first words: a source must have a name. */
export function passagesOf({ plainText, passages, ...article }: LiveArticle): Passage[] {
  const title = article.title === '' ? firstWords(plainText) : article.title;
  return passages.map(([start, end]) => ({ ...article, title, text: plainText.slice(start, end), start, end }));
}

const TITLE_MAX = 80;

function firstWords(plainText: string): string {
  const line = plainText.split('\n', 1)[0] ?? '';
  if (line.length <= TITLE_MAX) return line;
  const cut = line.slice(0, TITLE_MAX);
  const atSpace = cut.lastIndexOf(' ');
  return `${(atSpace > 0 ? cut.slice(0, atSpace) : cut).toWellFormed()}…`;
}

/** The link to show a reader: that of the reader's language where there is one, else the article's own. */
export function urlFor({ url, languageUrls = {} }: Pick<Passage, 'url' | 'languageUrls'>, language: string | null) {
  if (language === null) return url;
  const region = Object.keys(languageUrls).find((tag) => tag.startsWith(`${language}-`));
  return languageUrls[language] ?? (region === undefined ? undefined : languageUrls[region]) ?? url;
}
