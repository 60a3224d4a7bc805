import { type RawBuilder, sql } from 'kysely';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { LogCursor } from '../events/read-log.ts';
import type { Tx } from '../schema.ts';

/** An away mail that is considered for a conversation. */
export type AwayMail = ConversationKey & {
  /** The first reply that the visitor may not have seen. */
  readonly fromOrd: number;
  readonly firstReplyAt: Date;
};

/** What the log says that matters here. */
export type LoggedFact = LogCursor & {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly type: string;
  readonly ord: number | null;
  readonly source: string | null;
  readonly isPersons: boolean;
  readonly at: Date;
};

/**
 * What was committed after a cursor, in commit order, at most `limit` events; `isPersons` are the messages that people
 * of the team wrote.
 */
export async function readFacts(tx: Tx, cursor: LogCursor, limit: number): Promise<LoggedFact[]> {
  const { rows } = await sql<LoggedFact>`
    select e.xid::text as xid, e.id, e.workspace_id as "workspaceId", e.conversation_id as "conversationId",
      e.agent_id as "agentId", e.type, (e.data->>'ord')::int as ord, e.data->>'source' as source,
      e.type = 'message.sent' and exists (
        select 1 from messages m where m.workspace_id = e.workspace_id and m.conversation_id = e.conversation_id
          and m.ord = (e.data->>'ord')::int and m.author = 'human_operator') as "isPersons",
      e.created_at as at
    from events e
    where (e.xid, e.id) > (${cursor.xid}::xid8, ${cursor.id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return rows;
}

/** Remembers that a mail may be due; one that is considered already stays as it is, so that many replies make one mail. */
export async function insertAwayMails(tx: Tx, mails: readonly (AwayMail & { readonly dueAt: Date })[]): Promise<void> {
  if (mails.length === 0) return;
  await tx
    .insertInto('away_mails')
    .values(
      mails.map(({ workspaceId, id, fromOrd, firstReplyAt, dueAt }) => ({
        workspace_id: workspaceId,
        conversation_id: id,
        from_ord: fromOrd,
        first_reply_at: firstReplyAt,
        due_at: dueAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'conversation_id']).doNothing())
    .execute();
}

/** Holds the away mail that is due longest until the transaction ends; null when none is, or others have them all. */
export async function lockDueAwayMail(tx: Tx, at: Date): Promise<AwayMail | null> {
  const { rows } = await sql<AwayMail>`
    select workspace_id as "workspaceId", conversation_id as id, from_ord as "fromOrd", first_reply_at as "firstReplyAt"
    from away_mails where due_at <= ${at} order by due_at limit 1 for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** Looks at it again later. */
export async function postponeAwayMail(tx: Tx, key: ConversationKey, dueAt: Date): Promise<void> {
  await sql`update away_mails set due_at = ${dueAt} where ${isOf(key)}`.execute(tx);
}

export async function removeAwayMail(tx: Tx, key: ConversationKey): Promise<void> {
  await sql`delete from away_mails where ${isOf(key)}`.execute(tx);
}

/** The same outside a transaction, as for a visitor who has seen it all. */
export async function forgetAwayMail(query: NamedQuery, { workspaceId, id }: ConversationKey): Promise<void> {
  const text = 'delete from away_mails where workspace_id = $1::uuid and conversation_id = $2::uuid';
  await query('away-mail-forget', text, [workspaceId, id]);
}

/** A person's words, as a mail quotes them. */
export type UnseenReply = { readonly ord: number; readonly content: string; readonly createdAt: Date };

/** What people wrote from `fromOrd` on, oldest first, at most `limit`. */
export async function listPersonReplies(
  tx: Tx,
  { workspaceId, id, fromOrd }: Pick<AwayMail, 'workspaceId' | 'id' | 'fromOrd'>,
  limit: number,
): Promise<UnseenReply[]> {
  return tx
    .selectFrom('messages')
    .select(['ord', 'content', 'created_at as createdAt'])
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', id)
    .where('ord', '>=', fromOrd)
    .where('author', '=', 'human_operator')
    .orderBy('ord')
    .limit(limit)
    .execute();
}

/** How many away mails an address has got since an instant. */
export async function countAwayMails(tx: Tx, to: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from mail_outbox
    where kind = 'away' and recipient = ${to} and created_at > ${since}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Counts conversations that began, by agent. */
export async function countConversationsBegun(tx: Tx, begun: ReadonlyMap<string, number>): Promise<void> {
  if (begun.size === 0) return;
  const rows = [...begun].toSorted(([a], [b]) => a.localeCompare(b));
  await tx
    .insertInto('agent_counts')
    .values(rows.map(([agent_id, conversations]) => ({ agent_id, conversations })))
    .onConflict((conflict) =>
      conflict.column('agent_id').doUpdateSet({
        conversations: sql`agent_counts.conversations + excluded.conversations`,
      }),
    )
    .execute();
}

const isOf = ({ workspaceId, id }: ConversationKey): RawBuilder<boolean> =>
  sql<boolean>`workspace_id = ${workspaceId}::uuid and conversation_id = ${id}::uuid`;
