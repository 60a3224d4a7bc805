import type { Article } from '../domain/knowledge/article.ts';
import type { KnowledgeOwner } from './change-knowledge.ts';
import type { Deps } from './deps.ts';
import { type ImportedArticle, importArticles } from './import-articles.ts';

export type CreateArticleInput = ImportedArticle & KnowledgeOwner;

/** Adds an article, which the agent answers from at its next message unless it is a draft. */
export async function createArticle(
  deps: Pick<Deps, 'database' | 'knowledge' | 'clock' | 'ids' | 'readArticle' | 'detectLanguage'>,
  { agentId, origin = null, ...article }: CreateArticleInput,
): Promise<Article> {
  const [created] = await importArticles(deps, { agentId, origin, articles: [article] });
  if (!created) throw new Error('an article is created from each input');
  return created;
}
