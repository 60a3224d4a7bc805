import type { KeptRequest } from '../../domain/idempotency/idempotency.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

export type KeyName = { readonly scope: string; readonly key: string };

type Row = {
  request_hash: string;
  state: KeptRequest['state'];
  conversation_id: string | null;
  message_ord: number | null;
  answer: string | null;
  created_at: Date;
  locked_until: Date;
};

/** How a key is held. */
export type KeyHold = {
  readonly requestHash: string;
  /** The conversation that the request is about: the key, with its answer, is erased with it. */
  readonly about: string | null;
  readonly at: Date;
  readonly lockedUntil: Date;
};

/** Claims a key that nobody has used; false when somebody has. */
export async function insertKey(
  query: NamedQuery,
  { scope, key }: KeyName,
  { requestHash, about, at, lockedUntil }: KeyHold,
): Promise<boolean> {
  const rows = await query(
    'idempotency-insert',
    `insert into idempotency_keys (scope, key, request_hash, state, conversation_id, created_at, locked_until)
     values ($1, $2, $3, 'running', $4::uuid, $5::timestamptz, $6::timestamptz)
     on conflict do nothing returning 1 as claimed`,
    [scope, key, requestHash, about, at, lockedUntil],
  );
  return rows.length > 0;
}

/** Reads what is remembered of a key. */
export async function findKey(query: NamedQuery, { scope, key }: KeyName): Promise<KeptRequest | null> {
  const [row] = await query<Row>('idempotency-find', 'select * from idempotency_keys where scope = $1 and key = $2', [
    scope,
    key,
  ]);
  if (!row) return null;
  return {
    requestHash: row.request_hash,
    state: row.state,
    conversationId: row.conversation_id,
    messageOrd: row.message_ord,
    answer: row.answer,
    createdAt: row.created_at,
    lockedUntil: row.locked_until,
  };
}

/** Takes a key over from `kept`; false when a twin was faster. What was stored before is kept only if it `resumes`. */
export async function takeKey(
  query: NamedQuery,
  { scope, key }: KeyName,
  kept: KeptRequest,
  taking: KeyHold & { readonly resumes: boolean },
): Promise<boolean> {
  const rows = await query(
    'idempotency-take',
    `update idempotency_keys set state = 'running', request_hash = $5, locked_until = $6::timestamptz, answer = null,
       created_at = case when $7::boolean then created_at else $8::timestamptz end,
       conversation_id = case when $7::boolean then conversation_id else $9::uuid end,
       message_ord = case when $7::boolean then message_ord end
     where scope = $1 and key = $2 and state = $3 and locked_until = $4::timestamptz returning 1 as taken`,
    [
      scope,
      key,
      kept.state,
      kept.lockedUntil,
      taking.requestHash,
      taking.lockedUntil,
      taking.resumes,
      taking.at,
      taking.about,
    ],
  );
  return rows.length > 0;
}

/**
 * Notes which message the key stored, in the transaction that stores it, and holds the key until the answer. False when
 * a twin has taken the key over since `heldUntil`: the message must not be stored then.
 */
export async function saveKeyMessage(
  tx: Tx,
  { scope, key }: KeyName,
  message: { readonly conversationId: string; readonly ord: number },
  held: { readonly heldUntil: Date; readonly holdUntil: Date },
): Promise<boolean> {
  const saved = await tx
    .updateTable('idempotency_keys')
    .set({ conversation_id: message.conversationId, message_ord: message.ord, locked_until: held.holdUntil })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('locked_until', '=', held.heldUntil)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}

/**
 * Keeps the answer (sealed), or with null that the request failed and may be tried again. Does nothing when a twin has
 * taken the key over since `heldUntil`, and when an answer stands already: what was done once is never to be tried again.
 */
export async function saveKeyAnswer(
  query: NamedQuery,
  { scope, key }: KeyName,
  answer: string | null,
  heldUntil: Date,
): Promise<void> {
  await query(
    'idempotency-answer',
    `update idempotency_keys set state = case when $3::text is null then 'failed' else 'answered' end, answer = $3::text
     where scope = $1 and key = $2 and locked_until = $4::timestamptz and state = 'running'`,
    [scope, key, answer, heldUntil],
  );
}

/**
 * Keeps the answer (sealed) in the transaction that makes it true. False when a twin has taken the key over since
 * `heldUntil`: nothing may be stored then.
 */
export async function saveAnswerAlongside(
  tx: Tx,
  { scope, key }: KeyName,
  answer: string,
  heldUntil: Date,
): Promise<boolean> {
  const saved = await tx
    .updateTable('idempotency_keys')
    .set({ state: 'answered', answer })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('locked_until', '=', heldUntil)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}

/** Forgets keys older than `before`, with their answers. */
export async function removeOldKeys(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('idempotency_keys').where('created_at', '<', before).execute();
}
