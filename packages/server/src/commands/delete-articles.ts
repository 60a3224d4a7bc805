import type { Article } from '../domain/knowledge/article.ts';
import { deleteArticles as remove } from '../store/knowledge/delete-articles.ts';
import { findArticles } from '../store/knowledge/find-articles.ts';
import { changeKnowledge, type KnowledgeDeps, type KnowledgeOwner } from './change-knowledge.ts';

export type DeleteArticlesInput = KnowledgeOwner & {
  readonly numbers: readonly number[];
  /** Looks at each that exists, under the lock; throws what refuses to delete any. */
  readonly check?: (article: Article) => void;
};

/** Deletes those of the articles that exist, and gives their numbers. Replies that cite them keep their sources. */
export async function deleteArticles(
  deps: KnowledgeDeps,
  { numbers, check, ...owner }: DeleteArticlesInput,
): Promise<number[]> {
  const { agentId } = owner;
  return changeKnowledge(deps, owner, async ({ query, changedVersion }) => {
    const articles = await findArticles(query, agentId, numbers);
    for (const article of check ? articles : []) check?.(article);
    const result = await remove(query, agentId, numbers, { changedVersion, at: deps.clock.now() });
    const [only] = articles;
    const one = only && articles.length === 1 ? { articleId: only.id } : {};
    return {
      result,
      changed: result.length > 0,
      told: { action: 'article.delete', ...one, details: { numbers: result } },
    };
  });
}
