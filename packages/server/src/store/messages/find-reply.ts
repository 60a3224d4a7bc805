import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

export type StoredReply = { readonly ord: number; readonly text: string; readonly sources: readonly object[] };

/** The reply of the turn that answered a visitor message; null when there is none. */
export async function findReply(query: NamedQuery, key: ConversationKey, ord: number): Promise<StoredReply | null> {
  const [row] = await query<{ ord: number; content: string; sources: object[] }>(
    'message-reply',
    `select m.ord, m.content, m.sources from events e
     join messages m on m.workspace_id = e.workspace_id and m.conversation_id = e.conversation_id
       and m.ord = (e.data->>'ord')::int
     where e.workspace_id = $1::uuid and e.conversation_id = $2::uuid and e.type = 'message.sent'
       and (e.data->>'answers')::int >= $3::int
     order by e.seq limit 1`,
    [key.workspaceId, key.id, ord],
  );
  return row ? { ord: row.ord, text: row.content, sources: row.sources } : null;
}
