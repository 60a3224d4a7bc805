import { AppError } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Where an agent's knowledge stands: its version, and the number of the next article. */
export type KnowledgeState = { readonly version: number; readonly nextArticle: number };

/**
 * Reads where an agent's knowledge stands and locks it until the transaction of `query` ends: changes of one agent's
 * articles follow each other, so that numbers do not collide and a version stands for one state.
 */
export async function lockKnowledge(query: NamedQuery, agentId: string): Promise<KnowledgeState> {
  const [row] = await query<{ knowledge_version: number; next_article: number }>(
    'knowledge-lock',
    'select knowledge_version, next_article from agents where id = $1::uuid for update',
    [agentId],
  );
  if (!row) throw new AppError('not_found', 'There is no such agent.');
  return { version: row.knowledge_version, nextArticle: row.next_article };
}

/** Sets where the locked knowledge stands after a change. */
export async function advanceKnowledge(query: NamedQuery, agentId: string, state: KnowledgeState): Promise<void> {
  await query(
    'knowledge-advance',
    'update agents set knowledge_version = $2::bigint, next_article = $3::int where id = $1::uuid',
    [agentId, state.version, state.nextArticle],
  );
}
