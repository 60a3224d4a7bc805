import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { MessageRow } from '../schema.ts';

export type HistoryMessage = Pick<
  MessageRow,
  'ord' | 'author' | 'content' | 'is_welcome' | 'handoff_state' | 'sources'
>;

/** The newest `limit` messages of a conversation, oldest first. */
export async function findHistory(query: NamedQuery, key: ConversationKey, limit: number): Promise<HistoryMessage[]> {
  const rows = await query<HistoryMessage>(
    'message-history',
    `select ord, author, content, is_welcome, handoff_state, sources from messages
     where workspace_id = $1::uuid and conversation_id = $2::uuid order by ord desc limit $3::int`,
    [key.workspaceId, key.id, limit],
  );
  return rows.reverse();
}
