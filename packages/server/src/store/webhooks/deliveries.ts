import type { DeliveryState } from '@parley/protocol';
import { sql } from 'kysely';
import type { Attempt } from '../../domain/webhook/attempt.ts';
import type { Delivery } from '../../domain/webhook/delivery.ts';
import type { Db, Schema, Tx } from '../schema.ts';
import type { EndpointKey } from './endpoints.ts';

export type DeliveryDetail = Delivery & {
  readonly body: string;
  readonly log: readonly (Attempt & { readonly number: number })[];
};

export type DeliveryFilter = {
  readonly state?: readonly DeliveryState[] | undefined;
  readonly event?: readonly string[] | undefined;
  /** Only older ones than this. */
  readonly before: string | null;
};

/** The deliveries of an endpoint, newest first. */
export async function listDeliveries(
  db: Db,
  key: EndpointKey,
  { state, event, before }: DeliveryFilter,
  limit: number,
): Promise<Delivery[]> {
  let query = ofEndpoint(db, key).orderBy('id', 'desc').limit(limit);
  if (state?.length) query = query.where('state', 'in', state);
  if (event?.length) query = query.where('event', 'in', event);
  if (before) query = query.where('id', '<', before);
  return (await query.execute()).map(deliveryOf);
}

/** A delivery with what was sent and what came of it; null when the endpoint has none of that id. */
export async function findDelivery(db: Db, key: EndpointKey, id: string): Promise<DeliveryDetail | null> {
  const row = await ofEndpoint(db, key)
    .innerJoin('webhook_payloads as p', (join) =>
      join.onRef('p.workspace_id', '=', 'webhook_deliveries.workspace_id').onRef('p.id', '=', 'payload_id'),
    )
    .select('p.body')
    .where('webhook_deliveries.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const log = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('endpoint_id', '=', key.id)
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute();
  return { ...deliveryOf(row), body: row.body, log: log.map(attemptOf) };
}

/** Keeps a delivery that was made by hand, with its one attempt. */
export async function insertMadeDelivery(
  tx: Tx,
  key: EndpointKey,
  { id, event, body, attempt }: { id: string; event: string; body: string; attempt: Attempt },
): Promise<void> {
  const of = { workspace_id: key.workspaceId, endpoint_id: key.id };
  await tx
    .insertInto('webhook_payloads')
    .values({ workspace_id: key.workspaceId, id, body, created_at: attempt.at })
    .execute();
  await tx
    .insertInto('webhook_deliveries')
    .values({
      ...of,
      id,
      payload_id: id,
      conversation_id: null,
      event,
      state: attempt.outcome === 'ok' ? 'delivered' : 'failed',
      attempts: 1,
      retries_from: 0,
      next_attempt_at: attempt.at,
      claim: null,
      last_status: attempt.status,
      created_at: attempt.at,
      ended_at: attempt.at,
    })
    .execute();
  await tx
    .insertInto('webhook_attempts')
    .values({
      ...of,
      delivery_id: id,
      number: 1,
      at: attempt.at,
      duration_ms: attempt.durationMs,
      outcome: attempt.outcome,
      message: attempt.message,
      status: attempt.status,
      headers: attempt.headers ? JSON.stringify(attempt.headers) : null,
      body: attempt.body,
      is_cut: attempt.isCut,
    })
    .execute();
}

/** Puts a delivery up for sending again, with all its attempts anew, unless it is on its way just now. */
export async function requeueDelivery(tx: Tx, key: EndpointKey, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', retries_from: sql<number>`attempts`, next_attempt_at: at, ended_at: null })
    .where('workspace_id', '=', key.workspaceId)
    .where('endpoint_id', '=', key.id)
    .where('id', '=', id)
    .where('claim', 'is', null)
    .execute();
}

const ofEndpoint = (db: Db, { workspaceId, id }: EndpointKey) =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll('webhook_deliveries')
    .where('webhook_deliveries.workspace_id', '=', workspaceId)
    .where('endpoint_id', '=', id);

const deliveryOf = (row: Schema['webhook_deliveries']): Delivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.state === 'waiting' ? row.next_attempt_at : null,
  lastStatus: row.last_status,
  createdAt: row.created_at,
  endedAt: row.ended_at,
});

type AttemptRow = Omit<Schema['webhook_attempts'], 'headers'> & { readonly headers: Attempt['headers'] };

const attemptOf = (row: AttemptRow): Attempt & { number: number } => ({
  number: row.number,
  at: row.at,
  durationMs: row.duration_ms,
  outcome: row.outcome,
  message: row.message,
  status: row.status,
  headers: row.headers,
  body: row.body,
  isCut: row.is_cut,
});
