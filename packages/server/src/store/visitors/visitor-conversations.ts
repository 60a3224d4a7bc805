import type { Driver, Progress } from '@parley/protocol';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A visitor of an agent: whoever asks sees their own conversations and no others. */
export type VisitorKey = { readonly workspaceId: string; readonly agentId: string; readonly visitorId: string };

/** A conversation of a visitor; null for one that is another's, or is not there. */
export async function findVisitorConversation(
  query: NamedQuery,
  { workspaceId, agentId, visitorId }: VisitorKey,
  id: string,
): Promise<Conversation | null> {
  const [row] = await query<ConversationRow>(
    'visitor-conversation',
    `select * from conversations
     where workspace_id = $1::uuid and id = $2::uuid and agent_id = $3::uuid and visitor_id = $4::uuid`,
    [workspaceId, id, agentId, visitorId],
  );
  return row ? fromRow(row) : null;
}

/** What a visitor sees of one of their conversations in the list of them. */
export type ListedVisitorConversation = {
  readonly id: string;
  readonly title: string | null;
  readonly last_message_content: string;
  readonly last_message_at: Date;
  readonly created_at: Date;
  readonly driver: Driver;
  readonly progress: Progress;
  readonly operator_name: string | null;
  readonly operator_image: string | null;
};

const MOST = 50;

// A message of files alone has no words: the list tells the name of its first file.
const LAST_SAID = `coalesce(nullif(c.last_message_content, ''), (
  select m.attachments->0->>'name' from messages m
  where m.workspace_id = c.workspace_id and m.conversation_id = c.id order by m.ord desc limit 1), '')`;

/** The latest conversations of a visitor, with who of the team has them. */
export async function listVisitorConversations(
  query: NamedQuery,
  { agentId, visitorId }: VisitorKey,
): Promise<ListedVisitorConversation[]> {
  return query<ListedVisitorConversation>(
    'visitor-conversations',
    `select c.id, c.title, ${LAST_SAID} as last_message_content, c.last_message_at, c.created_at, c.driver, c.progress,
       u.name as operator_name, u.image as operator_image
     from conversations c left join users u on u.id = c.assigned_to and c.driver = 'human'
     where c.agent_id = $1::uuid and c.visitor_id = $2::uuid
     order by c.last_message_at desc limit ${MOST}`,
    [agentId, visitorId],
  );
}
