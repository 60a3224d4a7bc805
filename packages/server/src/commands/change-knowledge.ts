import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import { advanceKnowledge, type KnowledgeState, lockKnowledge } from '../store/knowledge/lock-knowledge.ts';
import type { Deps } from './deps.ts';

/** An agent's knowledge, locked for one change. */
export type LockedKnowledge = {
  readonly query: NamedQuery;
  /** What changed articles are stamped with: the version after this change. */
  readonly changedVersion: number;
  /** The number of the first new article. */
  readonly nextArticle: number;
};

/** What a change did; without `changed` the knowledge keeps its version. */
export type KnowledgeChange<T> = { readonly result: T; readonly changed: boolean; readonly articlesAdded?: number };

/** Changes an agent's knowledge in one transaction; every node answers by it from the next message on. */
export async function changeKnowledge<T>(
  deps: Pick<Deps, 'database' | 'knowledge'>,
  agentId: string,
  change: (knowledge: LockedKnowledge) => Promise<KnowledgeChange<T>>,
): Promise<T> {
  const { result, state } = await deps.database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => deps.database.named(name, text, values, tx);
    const { version, nextArticle } = await lockKnowledge(query, agentId);
    const changedVersion = version + 1;
    const { result, changed, articlesAdded = 0 } = await change({ query, changedVersion, nextArticle });
    if (!changed) return { result, state: null };
    const state: KnowledgeState = { version: changedVersion, nextArticle: nextArticle + articlesAdded };
    await advanceKnowledge(query, agentId, state);
    return { result, state };
  });
  if (state) deps.knowledge.changed({ agentId, knowledgeVersion: state.version });
  return result;
}
