import { type RawBuilder, sql } from 'kysely';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import type { RetentionBounds } from '../../domain/retention/retention.ts';
import { type ConversationRow, fromRow } from '../conversations/conversation-row.ts';
import type { Db, Tx } from '../schema.ts';

// In two parts, as the indexes are: what lists show, by workspace, and trials, by agent.
const conversationsDue = (workspaceId: string, before: Date, limit: number): RawBuilder<{ id: string }> => sql`
  (select id from conversations where workspace_id = ${workspaceId}::uuid and source not in ('preview', 'simulation')
     and last_message_at < ${before} order by last_message_at limit ${limit})
  union all
  (select c.id from agents a join conversations c on c.agent_id = a.id
     where a.workspace_id = ${workspaceId}::uuid and c.source in ('preview', 'simulation')
       and c.last_message_at < ${before} limit ${limit})`;

/** Locks conversations without a message since `before`, at most `limit`; those that somebody changes just now wait. */
export async function lockDueConversations(
  tx: Tx,
  { workspaceId, before, limit }: { readonly workspaceId: string; readonly before: Date; readonly limit: number },
): Promise<Conversation[]> {
  const { rows } = await sql<ConversationRow>`
    select * from conversations where workspace_id = ${workspaceId}::uuid and last_message_at < ${before}
      and id in (${conversationsDue(workspaceId, before, limit)})
    order by id limit ${limit} for update skip locked`.execute(tx);
  return rows.map(fromRow);
}

/** Takes files of messages from before `before` out of the table, at most `limit`, and gives their ids. */
export async function removeDueAttachments(
  tx: Tx,
  { workspaceId, before, limit }: { readonly workspaceId: string; readonly before: Date; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from files where id in (select id from files where workspace_id = ${workspaceId}::uuid
      and conversation_id is not null and created_at < ${before} order by created_at limit ${limit})
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

export type Due = { readonly conversations: number; readonly attachments: number };

/** How much is due in a workspace; counting stops at `cap` of each. Files of conversations that are due count there. */
export async function countDue(
  db: Db,
  workspaceId: string,
  { conversationsBefore, attachmentsBefore }: RetentionBounds,
  cap: number,
): Promise<Due> {
  const conversations = conversationsBefore
    ? sql`(select count(*) from (${conversationsDue(workspaceId, conversationsBefore, cap)} limit ${cap}) c)`
    : sql`0`;
  const attachments = attachmentsBefore
    ? sql`(select count(*) from (select f.id from files f
        left join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
        where f.workspace_id = ${workspaceId}::uuid and f.conversation_id is not null
          and f.created_at < ${attachmentsBefore}
          and (${conversationsBefore}::timestamptz is null or c.last_message_at >= ${conversationsBefore}::timestamptz)
        limit ${cap}) f)`
    : sql`0`;
  const { rows } = await sql<Due>`
    select ${conversations}::int as conversations, ${attachments}::int as attachments`.execute(db);
  return rows[0] ?? { conversations: 0, attachments: 0 };
}
