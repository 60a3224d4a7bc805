import { AppError } from '@parley/protocol';
import type { Article } from '../domain/knowledge/article.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { ArticleKey } from '../store/knowledge/article-drafts.ts';
import { findArticleVersion } from '../store/knowledge/article-versions.ts';
import type { Tx } from '../store/schema.ts';
import { type UpdateDeps, updateArticle } from './update-article.ts';

export type RestoreVersionInput = ArticleKey & {
  readonly version: number;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, article: Article) => Promise<void>;
};

/**
 * Publishes an older text of an article again, as a new version, and gives the article as it is then. Throws `not_found`,
 * and `conflict` for the text of an imported article.
 */
export async function restoreArticleVersion(
  deps: UpdateDeps,
  { version, ...rest }: RestoreVersionInput,
): Promise<Article> {
  const found = await findArticleVersion(deps.database.named, rest, version);
  if (!found) throw noSuchVersion();
  const { title, content } = found;
  return updateArticle(deps, { ...rest, patch: { title, content, state: 'ready' } });
}

/** The refusal for a version that an article never had. */
export const noSuchVersion = (): AppError => new AppError('not_found', 'The article has no such version.');
