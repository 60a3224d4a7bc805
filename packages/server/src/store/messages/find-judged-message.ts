import type { Author } from '@parley/protocol';
import type { JudgedMessage } from '../../domain/visitor/feedback.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

type Row = { ord: number; author: Author; is_welcome: boolean; feedback: JudgedMessage['feedback'] };

/** A message as it is judged; null when the conversation has none of that number. */
export async function findJudgedMessage(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  ord: number,
): Promise<JudgedMessage | null> {
  const [row] = await query<Row>(
    'message-judged',
    `select ord, author, is_welcome, feedback from messages
     where workspace_id = $1::uuid and conversation_id = $2::uuid and ord = $3::int`,
    [workspaceId, id, ord],
  );
  return row ? { ord: row.ord, author: row.author, isWelcome: row.is_welcome, feedback: row.feedback } : null;
}

/** Stores what the visitor thinks of a message, in the contract's own shape; null takes it back. */
export async function saveFeedback(
  tx: Tx,
  { workspaceId, id }: ConversationKey,
  ord: number,
  feedback: object | null,
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ feedback: feedback && JSON.stringify(feedback) })
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', id)
    .where('ord', '=', ord)
    .execute();
}
