import { sql } from 'kysely';
import type { LogCursor } from '../events/read-log.ts';
import type { Db, Tx } from '../schema.ts';
import type { EndpointKey } from './endpoints.ts';

/** The cursor of all endpoints that keep up. */
const SHARED = 'webhooks';
const ownName = (endpointId: string): string => `${SHARED}:${endpointId}`;

/** An endpoint as the reader of the log knows it. */
export type Listener = {
  readonly workspaceId: string;
  readonly id: string;
  readonly events: readonly string[];
  /** What it is told of is not visible in this snapshot; null when that one was taken in another database. */
  readonly begins: string | null;
};

/**
 * Before an endpoint is added: makes the shared cursor, or brings it to the end of the log when nobody reads there any
 * more, so that nothing is read in vain.
 */
export async function prepareSharedCursor(tx: Tx): Promise<void> {
  await sql`insert into log_cursors (name, xid, id) values (${SHARED}, '0', 0) on conflict do nothing`.execute(tx);
  await lockShared(tx);
  // An earlier transaction may commit what has a smaller number: all that were under way are read.
  await sql`update log_cursors set xid = (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text::xid8,
      id = (select last_value from events_id_seq)
    where name = ${SHARED}
      and not exists (select 1 from webhook_endpoints where is_active and not has_own_cursor)`.execute(tx);
}

/** Leaves an endpoint's place in the log where it is, while the others go on. The shared cursor is locked. */
export async function holdCursor(tx: Tx, { workspaceId, id }: EndpointKey): Promise<void> {
  await sql`insert into log_cursors (name, xid, id) select ${ownName(id)}, xid, id from log_cursors
    where name = ${SHARED} on conflict do nothing`.execute(tx);
  await tx
    .updateTable('webhook_endpoints')
    .set({ has_own_cursor: true })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Forgets an endpoint's place in the log. */
export async function removeCursor(tx: Tx, { workspaceId, id }: EndpointKey): Promise<void> {
  await tx
    .deleteFrom('log_cursors')
    .where('name', '=', ownName(id))
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('webhook_endpoints').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id)),
    )
    .execute();
}

/** Locks the shared cursor; null when another node reads for it now, or there never was an endpoint. */
export async function takeSharedCursor(tx: Tx): Promise<LogCursor | null> {
  return take(tx, SHARED);
}

/** Locks an endpoint's own cursor; null when another node reads for it now, or it has none any more. */
export async function takeOwnCursor(tx: Tx, endpointId: string): Promise<LogCursor | null> {
  return take(tx, ownName(endpointId));
}

async function take(tx: Tx, name: string): Promise<LogCursor | null> {
  const { rows } = await sql<LogCursor>`
    select xid::text as xid, id from log_cursors where name = ${name} for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** Waits for the shared cursor. Whoever locks endpoints too takes the cursor first, as the reader of the log does. */
export async function lockShared(tx: Tx): Promise<void> {
  await sql`select 1 from log_cursors where name = ${SHARED} for update`.execute(tx);
}

/** Moves the shared cursor, which this transaction has locked. */
export async function moveSharedCursor(tx: Tx, { xid, id }: LogCursor): Promise<void> {
  await sql`update log_cursors set xid = ${xid}::xid8, id = ${id}::bigint where name = ${SHARED}`.execute(tx);
}

/** Moves an endpoint's own cursor, which this transaction has locked. */
export async function moveOwnCursor(tx: Tx, endpointId: string, { xid, id }: LogCursor): Promise<void> {
  await sql`update log_cursors set xid = ${xid}::xid8, id = ${id}::bigint where name = ${ownName(endpointId)}`.execute(
    tx,
  );
}

/** An endpoint that has caught up goes on with the others; both cursors are locked. */
export async function joinShared(tx: Tx, { workspaceId, id }: EndpointKey): Promise<void> {
  await tx
    .updateTable('webhook_endpoints')
    .set({ has_own_cursor: false })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  await removeCursor(tx, { workspaceId, id });
}

/** Who listens by the shared cursor, in these workspaces. */
export async function findListeners(tx: Tx, workspaceIds: readonly string[]): Promise<Listener[]> {
  return listenersOf(tx, sql`not has_own_cursor and workspace_id = any(${workspaceIds}::uuid[])`);
}

/** Which endpoints lag behind the others; a few of them, in no order. They may be paused by the time they are read for. */
export async function findLaggards(db: Db, limit: number): Promise<EndpointKey[]> {
  return db
    .selectFrom('webhook_endpoints')
    .select(['workspace_id as workspaceId', 'id'])
    .where('is_active', '=', true)
    .where('has_own_cursor', '=', true)
    .orderBy(sql`random()`)
    .limit(limit)
    .execute();
}

/** An endpoint that lags, as it is now; null when it is paused or keeps up. It stays so while the shared cursor is locked. */
export async function findLaggard(tx: Tx, { workspaceId, id }: EndpointKey): Promise<Listener | null> {
  const where = sql`has_own_cursor and workspace_id = ${workspaceId}::uuid and id = ${id}::uuid`;
  const [listener] = await listenersOf(tx, where);
  return listener ?? null;
}

async function listenersOf(db: Db, where: ReturnType<typeof sql>): Promise<Listener[]> {
  const { rows } = await sql<Listener>`
    select workspace_id as "workspaceId", id, events, case when begins_xid <> '0'::xid8 then begins end as begins
    from webhook_endpoints where is_active and ${where}`.execute(db);
  return rows;
}

/** Whether anybody listens at all. */
export async function hasListeners(db: Db): Promise<boolean> {
  const found = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('is_active', '=', true)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
