import type { Conversation } from '../../domain/conversation/conversation.ts';
import { type ConversationRow, fromRow } from './conversation-row.ts';
import type { NamedQuery } from './save-conversation.ts';

/** Which conversation, always within its workspace. */
export type ConversationKey = { readonly workspaceId: string; readonly id: string };

/** Reads a conversation's state; null when this workspace has none of that id. */
export async function findConversation(query: NamedQuery, key: ConversationKey): Promise<Conversation | null> {
  const [row] = await query<ConversationRow>(
    'conversation-find',
    'select * from conversations where workspace_id = $1::uuid and id = $2::uuid',
    [key.workspaceId, key.id],
  );
  return row ? fromRow(row) : null;
}

/** Reads and locks a conversation until the transaction of `query` ends. */
export async function lockConversation(query: NamedQuery, key: ConversationKey): Promise<Conversation | null> {
  const [row] = await query<ConversationRow>(
    'conversation-lock',
    'select * from conversations where workspace_id = $1::uuid and id = $2::uuid for update',
    [key.workspaceId, key.id],
  );
  return row ? fromRow(row) : null;
}
