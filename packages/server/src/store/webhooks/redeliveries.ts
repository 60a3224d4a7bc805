import { sql } from 'kysely';
import type { Db, Schema, Tx } from '../schema.ts';
import type { EndpointKey } from './endpoints.ts';

/** A job that sends an endpoint's deliveries since a time again, little by little. */
export type Redelivery = {
  readonly id: string;
  readonly endpointId: string;
  readonly since: Date;
  readonly onlyState: 'delivered' | 'failed' | null;
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

export type NewRedelivery = EndpointKey & {
  readonly redeliveryId: string;
  readonly since: Date;
  readonly onlyState: 'delivered' | 'failed' | null;
  readonly at: Date;
  readonly max: number;
};

/** Begins a job over the oldest `max` deliveries since a time that have ended; null when one is running already. */
export async function insertRedelivery(tx: Tx, job: NewRedelivery): Promise<Redelivery | null> {
  const { rows } = await sql<Schema['webhook_redeliveries']>`
    with d as (select id from webhook_deliveries
      where workspace_id = ${job.workspaceId}::uuid and endpoint_id = ${job.id}::uuid and ${ended(job)}
      order by id limit ${job.max})
    insert into webhook_redeliveries (workspace_id, endpoint_id, id, since, only_state, upto_id, state, total, done,
      created_at, ended_at)
    select ${job.workspaceId}::uuid, ${job.id}::uuid, ${job.redeliveryId}::uuid, ${job.since}::timestamptz,
      ${job.onlyState}::text, coalesce((select id from d order by id desc limit 1), ${job.redeliveryId}::uuid),
      case when exists (select 1 from d) then 'running' else 'done' end, (select count(*) from d), 0,
      ${job.at}::timestamptz, case when exists (select 1 from d) then null else ${job.at}::timestamptz end
    on conflict do nothing returning *`.execute(tx);
  return rows[0] ? redeliveryOf(rows[0]) : null;
}

const ended = ({ since, onlyState }: { readonly since: Date; readonly onlyState: string | null }) =>
  sql`created_at >= ${since}::timestamptz and state = any(${onlyState ? [onlyState] : ['delivered', 'failed']}::text[])`;

/** A job of an endpoint; null when it has none of that id. */
export async function findRedelivery(
  db: Db,
  { workspaceId, id }: EndpointKey,
  jobId: string,
): Promise<Redelivery | null> {
  const row = await db
    .selectFrom('webhook_redeliveries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('endpoint_id', '=', id)
    .where('id', '=', jobId)
    .executeTakeFirst();
  return row ? redeliveryOf(row) : null;
}

/**
 * Moves each running job on by at most `step` deliveries, as long as fewer than that wait at its endpoint: what happens
 * now goes before what is sent again. Gives how many were put up. Several nodes take turns.
 */
export async function stepRedeliveries(tx: Tx, { at, step }: { at: Date; step: number }): Promise<number> {
  const jobs = await tx
    .selectFrom('webhook_redeliveries as r')
    .selectAll()
    .where('state', '=', 'running')
    .where(
      sql<boolean>`(select count(*) from (select 1 from webhook_deliveries d where d.workspace_id = r.workspace_id
        and d.endpoint_id = r.endpoint_id and d.state = 'waiting' limit ${step}) w) < ${step}`,
    )
    .forUpdate()
    .skipLocked()
    .execute();
  let put = 0;
  for (const job of jobs) put += await stepOne(tx, job, { at, step });
  return put;
}

async function stepOne(
  tx: Tx,
  job: Schema['webhook_redeliveries'],
  { at, step }: { at: Date; step: number },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update webhook_deliveries d set state = 'waiting', retries_from = d.attempts, next_attempt_at = ${at}::timestamptz,
      ended_at = null
    from (select id from webhook_deliveries
      where workspace_id = ${job.workspace_id}::uuid and endpoint_id = ${job.endpoint_id}::uuid
        and ${ended({ since: job.since, onlyState: job.only_state })}
        and id <= ${job.upto_id}::uuid and (${job.after_id}::uuid is null or id > ${job.after_id}::uuid)
      order by id limit ${step} for update) x
    where d.workspace_id = ${job.workspace_id}::uuid and d.endpoint_id = ${job.endpoint_id}::uuid and d.id = x.id
    returning d.id`.execute(tx);
  const last =
    rows
      .map(({ id }) => id)
      .sort()
      .at(-1) ?? job.after_id;
  const isDone = rows.length < step;
  await tx
    .updateTable('webhook_redeliveries')
    .set({
      after_id: last,
      // Some may have been put up one by one meanwhile: they count too.
      done: isDone ? job.total : job.done + rows.length,
      ...(isDone ? { state: 'done' as const, ended_at: at } : {}),
    })
    .where('id', '=', job.id)
    .where('workspace_id', '=', job.workspace_id)
    .execute();
  return rows.length;
}

const redeliveryOf = (row: Schema['webhook_redeliveries']): Redelivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  since: row.since,
  onlyState: row.only_state,
  state: row.state,
  total: Number(row.total),
  done: row.done,
  createdAt: row.created_at,
  endedAt: row.ended_at,
});
