import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import { advanceKnowledge, type KnowledgeState, lockKnowledge } from '../store/knowledge/lock-knowledge.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

/** An agent's knowledge, locked for one change. */
export type LockedKnowledge = {
  readonly query: NamedQuery;
  /** The transaction of `query`. */
  readonly tx: Tx;
  /** What changed articles are stamped with: the version after this change. */
  readonly changedVersion: number;
  /** The number of the first new article. */
  readonly nextArticle: number;
};

/** What a change did; without `changed` the knowledge keeps its version. */
export type KnowledgeChange<T> = {
  readonly result: T;
  readonly changed: boolean;
  readonly articlesAdded?: number;
  /** What the audit log says of it: which articles and which of their fields, never a text. */
  readonly told?: ToldChange;
};

export type ToldChange = { readonly action: string; readonly articleId?: string; readonly details?: JsonObject };

/** Whose knowledge changes, and who asks for it: null for what the installation does by itself. */
export type KnowledgeOwner = { readonly agentId: string; readonly origin?: Origin | null };

export type KnowledgeDeps = Pick<Deps, 'database' | 'knowledge' | 'clock' | 'ids'>;

/** Changes an agent's knowledge in one transaction; every node answers by it from the next message on. */
export async function changeKnowledge<T>(
  deps: KnowledgeDeps,
  { agentId, origin = null }: KnowledgeOwner,
  change: (knowledge: LockedKnowledge) => Promise<KnowledgeChange<T>>,
): Promise<T> {
  const { result, state } = await deps.database.transaction(async (tx) => {
    const query: NamedQuery = (name, text, values) => deps.database.named(name, text, values, tx);
    const { version, nextArticle } = await lockKnowledge(query, agentId);
    const changedVersion = version + 1;
    const { result, changed, articlesAdded = 0, told } = await change({ query, tx, changedVersion, nextArticle });
    if (!changed) return { result, state: null };
    if (origin && told) {
      const { action, articleId, details = {} } = told;
      const target = articleId ? { type: 'article', id: articleId } : { type: 'chatbot', id: agentId };
      const entry = { action, target, details: { ...details, chatbot_id: agentId } };
      await insertAudit(tx, { id: deps.ids.uuid(), at: deps.clock.now(), origin, ...entry });
    }
    const state: KnowledgeState = { version: changedVersion, nextArticle: nextArticle + articlesAdded };
    await advanceKnowledge(query, agentId, state);
    return { result, state };
  });
  if (state) deps.knowledge.changed({ agentId, knowledgeVersion: state.version });
  return result;
}
