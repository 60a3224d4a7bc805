import type { Author, MessageFeedback } from '@parley/protocol';
import type { MessageDelivery } from '../../domain/channels/message-delivery.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A message as it is stored, with all that the Workspace API tells of it. */
export type FoundMessage = {
  readonly id: string;
  readonly ord: number;
  readonly author: Author;
  readonly authorId: string | null;
  readonly content: string;
  readonly attachments: readonly JsonObject[];
  readonly clientMetadata: JsonObject | null;
  readonly feedback: MessageFeedback | null;
  readonly verified: boolean | null;
  readonly delivery: MessageDelivery | null;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly createdAt: Date;
};

const FIND = `select id, ord, author, author_id as "authorId", content, attachments, client_metadata as "clientMetadata",
    feedback, verified, delivery, edited_at as "editedAt", deleted_at as "deletedAt", created_at as "createdAt"
  from messages where workspace_id = $1::uuid and conversation_id = $2::uuid and id = $3::uuid`;

/** A message of a conversation by its id; null when there is none. */
export async function findMessage(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  messageId: string,
): Promise<FoundMessage | null> {
  const [row] = await query<FoundMessage>('message-by-id', FIND, [workspaceId, id, messageId]);
  return row ?? null;
}
