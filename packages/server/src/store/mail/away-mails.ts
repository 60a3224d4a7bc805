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
 * of the team wrote to where they may not be seen: a messenger brings them by itself.
 */
export async function readFacts(tx: Tx, cursor: LogCursor, limit: number): Promise<LoggedFact[]> {
  const { rows } = await sql<LoggedFact>`
    select e.xid::text as xid, e.id, e.workspace_id as "workspaceId", e.conversation_id as "conversationId",
      e.agent_id as "agentId", e.type, (e.data->>'ord')::int as ord, e.data->>'source' as source,
      e.type = 'message.sent' and exists (
        select 1 from messages m where m.workspace_id = e.workspace_id and m.conversation_id = e.conversation_id
          and m.ord = (e.data->>'ord')::int and m.author = 'human_operator')
        and not exists (select 1 from channel_conversations k
          where k.workspace_id = e.workspace_id and k.conversation_id = e.conversation_id) as "isPersons",
      e.created_at as at
    from events e
    where (e.xid, e.id) > (${cursor.xid}::xid8, ${cursor.id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Remembers to look whether a mail is wanted; where one is considered already it stays as it is, so that many replies
 * make one mail. At most one for a conversation may be given.
 */
export async function insertAwayMails(tx: Tx, mails: readonly (AwayMail & { readonly dueAt: Date })[]): Promise<void> {
  const rows = JSON.stringify(mails.map((mail) => ({ ...mail, dueAt: mail.dueAt })));
  // The update waits for whoever decides about the row just now: a reply is in this mail or in the next one.
  await sql`
    insert into away_mails as a (workspace_id, conversation_id, from_ord, first_reply_at, due_at)
    select x."workspaceId", x.id, x."fromOrd", x."firstReplyAt", x."dueAt" from jsonb_to_recordset(${rows}::jsonb)
      as x("workspaceId" uuid, id uuid, "fromOrd" int, "firstReplyAt" timestamptz, "dueAt" timestamptz)
    order by 1, 2
    on conflict (workspace_id, conversation_id) do update set
      first_reply_at = case when a.due_at is null then excluded.first_reply_at else a.first_reply_at end,
      due_at = coalesce(a.due_at, excluded.due_at)
    where excluded.from_ord >= a.from_ord`.execute(tx);
}

/** Takes the conversation that is due longest: nobody else looks at it before the lease ends. Null when none is due. */
export async function claimAwayMail(query: NamedQuery, at: Date, leaseMs: number): Promise<ConversationKey | null> {
  const [row] = await query<ConversationKey>(
    'away-mail-claim',
    `update away_mails set due_at = $2::timestamptz
     where (workspace_id, conversation_id) = (
       select workspace_id, conversation_id from away_mails where due_at <= $1::timestamptz
       order by due_at limit 1 for update skip locked)
     returning workspace_id as "workspaceId", conversation_id as id`,
    [at, new Date(at.getTime() + leaseMs)],
  );
  return row ?? null;
}

/** Holds a conversation's away mail until the transaction ends; null when none is wanted any more. */
export async function lockAwayMail(tx: Tx, key: ConversationKey): Promise<AwayMail | null> {
  const { rows } = await sql<AwayMail>`
    select workspace_id as "workspaceId", conversation_id as id, from_ord as "fromOrd", first_reply_at as "firstReplyAt"
    from away_mails where ${isOf(key)} and due_at is not null for update`.execute(tx);
  return rows[0] ?? null;
}

/** Looks at it again later. */
export async function postponeAwayMail(tx: Tx, key: ConversationKey, dueAt: Date): Promise<void> {
  await sql`update away_mails set due_at = ${dueAt} where ${isOf(key)}`.execute(tx);
}

const SETTLE = `update away_mails set due_at = null, from_ord = greatest(from_ord, $3::int + 1)
  where workspace_id = $1::uuid and conversation_id = $2::uuid`;

/** Nothing up to the message `ord` is to be mailed any more. Outside a transaction, or inside that of `query`. */
export async function settleAwayMail(query: NamedQuery, { workspaceId, id }: ConversationKey, ord: number) {
  await query('away-mail-settle', SETTLE, [workspaceId, id, ord]);
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

/** Minutes after which each of the agents mails those who are away, as far as it is set. */
export async function awayMinutes(tx: Tx, agentIds: readonly string[]): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ id: string; minutes: number | null }>`
    select id, (settings->>'awayMailMinutes')::int as minutes from agents where id = any(${[...agentIds]}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map(({ id, minutes }) => [id, minutes]));
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
