import { sql } from 'kysely';
import type { MailResult } from '../../domain/mail/send-schedule.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Tx } from '../schema.ts';

export type MailKind =
  | 'away'
  | 'budget_alarm'
  | 'channel_alarm'
  | 'flag'
  | 'handoff'
  | 'invitation'
  | 'password_reset'
  | 'sign_in'
  | 'transcript'
  | 'verification'
  | 'webhook_alarm';
export type MailState = 'waiting' | 'sent' | 'failed' | 'kept';

/** A mail about to be sent, in plain text and HTML. */
export type NewMail = {
  readonly id: string;
  /** Null for mails that belong to no workspace, as a password reset. */
  readonly workspaceId: string | null;
  /** The conversation whose text it holds: it is erased with it. */
  readonly conversationId?: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Puts a mail into the outbox, in the transaction that it belongs to: it is sent after the commit, by a job. */
export async function insertMail(
  tx: Tx,
  { workspaceId, conversationId, to, ...mail }: NewMail,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('mail_outbox')
    .values({
      ...mail,
      workspace_id: workspaceId,
      conversation_id: conversationId ?? null,
      recipient: to,
      state: 'waiting',
      attempts: 0,
      next_attempt_at: at,
      last_error: null,
      created_at: at,
      sent_at: null,
    })
    .execute();
}

/** Lets nobody else count and add mails to an address until the transaction ends: on several connections both would pass. */
export async function lockRecipient(tx: Tx, to: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(lower(${to}), 7275392))`.execute(tx);
}

/** How many transcripts an address was sent since a moment, or is about to be. */
export async function countTranscripts(tx: Tx, to: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from mail_outbox
    where kind = 'transcript' and lower(recipient) = lower(${to}) and created_at > ${since}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** A mail that this process has claimed: nobody else takes it before `next_attempt_at`. */
export type ClaimedMail = NewMail & { readonly attempts: number };

/** Claims the mail that has waited longest, and counts the attempt; null when none is due. */
export async function claimMail(query: NamedQuery, at: Date, leaseMs: number): Promise<ClaimedMail | null> {
  const [row] = await query<ClaimedMail>(
    'mail-claim',
    `update mail_outbox set attempts = attempts + 1, next_attempt_at = $2::timestamptz
     where id = (select id from mail_outbox where state = 'waiting' and next_attempt_at <= $1::timestamptz
                 order by next_attempt_at limit 1 for update skip locked)
     returning id, workspace_id as "workspaceId", kind, recipient as "to", subject, text, html, attempts`,
    [at, new Date(at.getTime() + leaseMs)],
  );
  return row ?? null;
}

/** Writes down what came of the attempt, unless another has begun meanwhile. A mail that is sent keeps no content. */
export async function saveMailResult(
  query: NamedQuery,
  { id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>,
  result: MailResult,
  at: Date,
): Promise<void> {
  const reason = result.state === 'sent' ? null : result.reason;
  const next = result.state === 'waiting' ? result.nextAttemptAt : at;
  await query(
    'mail-result',
    `update mail_outbox set state = $3::text, last_error = $4::text, next_attempt_at = $5::timestamptz,
       sent_at = case when $3::text = 'sent' then $6::timestamptz end,
       text = case when $3::text = 'sent' then '' else text end, html = case when $3::text = 'sent' then '' else html end
     where id = $1::uuid and attempts = $2::int and state = 'waiting'`,
    [id, attempts, result.state, reason, next, at],
  );
}

/** Marks what waits as kept, for people to read: there is no server to send it by. */
export async function keepMails(query: NamedQuery, limit: number): Promise<{ id: string; kind: MailKind }[]> {
  return query(
    'mail-keep',
    `update mail_outbox set state = 'kept'
     where id in (select id from mail_outbox where state = 'waiting' limit $1::int for update skip locked)
     returning id, kind`,
    [limit],
  );
}

/** A mail as lists show it. */
export type ListedMail = Omit<NewMail, 'workspaceId'> & {
  readonly state: MailState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
};

export type MailFilter = {
  /** Undefined lists those of every workspace and of none. */
  readonly workspaceId?: string;
  readonly state?: MailState | undefined;
  /** The id of the last mail of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/** Mails, the newest first. */
export async function listMails(db: Db, filter: MailFilter): Promise<ListedMail[]> {
  const { workspaceId, state, before, limit } = filter;
  return db
    .selectFrom('mail_outbox')
    .select(['id', 'kind', 'recipient as to', 'subject', 'text', 'html', 'state', 'attempts'])
    .select(['last_error as lastError', 'created_at as createdAt', 'sent_at as sentAt'])
    .$narrowType<{ kind: MailKind }>()
    .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** A mail of a workspace, which stays so until the transaction ends; null when it has none of this id. */
export async function lockMail(tx: Tx, workspaceId: string, id: string): Promise<ListedMail | null> {
  const found = await tx
    .selectFrom('mail_outbox')
    .select(['id', 'kind', 'recipient as to', 'subject', 'text', 'html', 'state', 'attempts'])
    .select(['last_error as lastError', 'created_at as createdAt', 'sent_at as sentAt'])
    .$narrowType<{ kind: MailKind }>()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return found ?? null;
}

/** Puts a mail up for sending, as if it had never been tried. */
export async function requeueMail(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('mail_outbox')
    .set({ state: 'waiting', attempts: 0, next_attempt_at: at, last_error: null })
    .where('id', '=', id)
    .execute();
}

/** Deletes mails that were made before an instant and wait no more. */
export async function removeOldMails(tx: Tx, before: Date): Promise<void> {
  await sql`delete from mail_outbox where state <> 'waiting' and created_at < ${before}`.execute(tx);
}
