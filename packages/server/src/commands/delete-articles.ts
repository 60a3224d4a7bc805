import { deleteArticles as remove } from '../store/knowledge/delete-articles.ts';
import { changeKnowledge } from './change-knowledge.ts';
import type { Deps } from './deps.ts';

export type DeleteArticlesInput = { readonly agentId: string; readonly numbers: readonly number[] };

/** Deletes those of the articles that exist, and gives their numbers. Replies that cite them keep their sources. */
export async function deleteArticles(
  deps: Pick<Deps, 'database' | 'knowledge' | 'clock'>,
  { agentId, numbers }: DeleteArticlesInput,
): Promise<number[]> {
  return changeKnowledge(deps, agentId, async ({ query, changedVersion }) => {
    const result = await remove(query, agentId, numbers, { changedVersion, at: deps.clock.now() });
    return { result, changed: result.length > 0 };
  });
}
