import type { ArticleState } from '@parley/protocol';
import type { Article } from '../domain/knowledge/article.ts';
import type { Deps } from './deps.ts';
import { importArticles } from './import-articles.ts';

export type CreateArticleInput = {
  readonly agentId: string;
  readonly type: 'Article' | 'Paragraph';
  readonly content: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly state?: ArticleState | undefined;
  readonly url?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
};

/** Adds an article, which the agent answers from at its next message unless it is a draft. */
export async function createArticle(
  deps: Pick<Deps, 'database' | 'knowledge' | 'clock' | 'ids' | 'readArticle' | 'detectLanguage'>,
  { agentId, ...article }: CreateArticleInput,
): Promise<Article> {
  const [created] = await importArticles(deps, { agentId, articles: [article] });
  if (!created) throw new Error('an article is created from each input');
  return created;
}
