import { LIMITS } from '@parley/protocol';
import type { Article } from '../domain/knowledge/article.ts';
import type { FileArticle, UploadedFile } from '../domain/knowledge/ports.ts';
import { storableText } from '../lib/storable-text.ts';
import type { Deps } from './deps.ts';
import { type ImportArticlesInput, importArticles } from './import-articles.ts';

export type ImportDocumentInput = Pick<ImportArticlesInput, 'agentId' | 'origin' | 'onProgress'> & {
  readonly file: UploadedFile;
  /** Instead of the document's own title; in front of its chapters' if it becomes several articles. */
  readonly title?: string | undefined;
  /** Put on each article, beside those that the document names. */
  readonly tags?: readonly string[] | undefined;
};

type DocumentDeps = Pick<
  Deps,
  'database' | 'knowledge' | 'clock' | 'ids' | 'readArticle' | 'readDocument' | 'detectLanguage'
>;

/** Makes articles of a file, all or none. Throws `validation_failed` for a file that cannot be read. */
export async function importDocumentArticles(deps: DocumentDeps, input: ImportDocumentInput): Promise<Article[]> {
  const { file, title, tags = [], ...rest } = input;
  const read = await deps.readDocument(file);
  const articles = read.map((article) => ({
    type: 'Article' as const,
    title: storableText(titleOf(article, title, read.length).slice(0, LIMITS.articleTitleMax)),
    content: storableText(article.content),
    description: storableText(article.description),
    language: article.language,
    tags: [...new Set([...tags, ...(article.tags ?? []).map(storableText)])],
  }));
  return importArticles(deps, { ...rest, articles });
}

function titleOf(article: FileArticle, title: string | undefined, count: number): string {
  if (!title) return article.title;
  return count === 1 ? title : `${title}: ${article.title}`;
}
