import { sql } from 'kysely';
import type { Conversation } from '../../domain/conversation/conversation.ts';
import type { ConversationRow } from '../conversations/conversation-row.ts';
import { fromRow } from '../conversations/conversation-row.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Tx } from '../schema.ts';

/**
 * Waits for those who read the log to write down elsewhere what was said, and keeps them from it until the transaction
 * ends: then there is nothing left to read.
 */
export async function lockLogReaders(tx: Tx): Promise<void> {
  await sql`select name from log_cursors order by name for update`.execute(tx);
}

/** Locks all conversations of an agent's visitor, and gives them as they are. */
export async function lockVisitorConversations(
  tx: Tx,
  { agentId, visitorId }: { readonly agentId: string; readonly visitorId: string },
): Promise<Conversation[]> {
  const { rows } = await sql<ConversationRow>`
    select * from conversations where agent_id = ${agentId}::uuid and visitor_id = ${visitorId}::uuid
    order by id for update`.execute(tx);
  return rows.map(fromRow);
}

/**
 * Locks a conversation with all others of its visitor, as they are: of the same visitor of its agent, and those of the
 * workspace with the same e-mail address. Gives none when there is no such conversation.
 */
export async function lockConversationsOfVisitor(
  tx: Tx,
  { workspaceId, id }: ConversationKey,
): Promise<Conversation[]> {
  const { rows } = await sql<ConversationRow>`
    with named as (select agent_id, visitor_id, lower(visitor_email) as email from conversations
      where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid)
    select c.* from conversations c where c.workspace_id = ${workspaceId}::uuid and c.id in (
      select ${id}::uuid
      union select o.id from named n join conversations o on o.agent_id = n.agent_id and o.visitor_id = n.visitor_id
      union select o.id from named n
        join conversations o on o.workspace_id = ${workspaceId}::uuid and lower(o.visitor_email) = n.email)
    order by c.id for update`.execute(tx);
  return rows.map(fromRow);
}

/** Tables of which the rows of a conversation hold what was said in it, or by whom. What it cost stays: it says neither. */
const TABLES = [
  'channel_conversations',
  'channel_files',
  'channel_messages',
  'channel_parts',
  'channel_received',
  'channel_threads',
  'analysis_queue',
  'action_calls',
  'away_mails',
  'hand_offs',
  'visitor_seen',
  'mail_outbox',
  'conversation_search',
  'conversation_facts',
  'conversation_notes',
  'events',
  'messages',
] as const;

/** These are not kept by workspace. */
const TABLES_WITHOUT_WORKSPACE = ['idempotency_keys', 'visitor_messages'] as const;

/** What is counted of a conversation stays counted, under an id that leads nowhere and without what was asked in it. */
const COUNTED = { analytics_cases: sql`, knowledge_gap = null, topic = null`, analytics_ratings: sql`` } as const;

export type ErasedConversations = { readonly workspaceId: string; readonly ids: readonly string[] };

/** Removes conversations that are locked, with all that was said in them and everything that repeats it; files stay. */
export async function eraseConversations(tx: Tx, { workspaceId, ids }: ErasedConversations): Promise<void> {
  if (ids.length === 0) return;
  const among = sql`any(${[...ids]}::uuid[])`;
  await eraseDeliveries(tx, { workspaceId, ids });
  for (const table of TABLES) {
    await sql`delete from ${sql.table(table)}
      where workspace_id = ${workspaceId}::uuid and conversation_id = ${among}`.execute(tx);
  }
  for (const table of TABLES_WITHOUT_WORKSPACE) {
    await sql`delete from ${sql.table(table)} where conversation_id = ${among}`.execute(tx);
  }
  for (const [table, forgotten] of Object.entries(COUNTED)) {
    await sql`update ${sql.table(table)} set conversation_id = gen_random_uuid() ${forgotten}
      where workspace_id = ${workspaceId}::uuid and conversation_id = ${among}`.execute(tx);
  }
  // Who they are on a platform, once nothing of theirs is left.
  await sql`delete from channel_people p using conversations c
    where c.workspace_id = ${workspaceId}::uuid and c.id = ${among} and p.workspace_id = c.workspace_id
      and p.visitor_id = c.visitor_id and not exists (
        select 1 from conversations o where o.agent_id = c.agent_id and o.visitor_id = c.visitor_id
          and not (o.id = ${among}))`.execute(tx);
  await sql`delete from conversations where workspace_id = ${workspaceId}::uuid and id = ${among}`.execute(tx);
}

/** What was sent of a conversation to endpoints, and what they answered, which may repeat it. */
async function eraseDeliveries(tx: Tx, { workspaceId, ids }: ErasedConversations): Promise<void> {
  await sql`
    with d as (delete from webhook_deliveries
        where workspace_id = ${workspaceId}::uuid and conversation_id = any(${[...ids]}::uuid[])
        returning workspace_id, endpoint_id, id, payload_id),
      a as (delete from webhook_attempts a using d
        where a.workspace_id = d.workspace_id and a.endpoint_id = d.endpoint_id and a.delivery_id = d.id)
    delete from webhook_payloads p using d where p.workspace_id = d.workspace_id and p.id = d.payload_id`.execute(tx);
}
