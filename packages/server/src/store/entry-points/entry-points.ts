import { AppError, type EntryPointType } from '@parley/protocol';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { EntryPoint } from '../../domain/entry-points/entry-point.ts';
import type { Db, Schema, Tx } from '../schema.ts';

/** An entry point with what is counted of it and the agent that it leads to. */
export type ListedEntryPoint = EntryPoint & {
  readonly agent: { readonly id: string; readonly name: string; readonly scenarioId: string } | null;
  readonly totalScans: number;
  readonly lastScannedAt: Date | null;
};

/** One of a workspace, by its id or its slug. */
export type EntryPointRef = { readonly workspaceId: string; readonly type: EntryPointType; readonly ref: string };

type Row = Selectable<Schema['entry_points']>;
type ListedRow = Row & {
  agent_name: string | null;
  scenario_id: string | null;
  scans: number | null;
  last_scanned_at: Date | null;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isRef = (ref: string): RawBuilder<boolean> =>
  UUID.test(ref) ? sql`e.id = ${ref.toLowerCase()}::uuid` : sql`e.slug = ${ref}`;

const LISTED = sql`
  select e.*, a.settings->>'name' as agent_name, a.scenario_id, c.scans, c.last_scanned_at
  from entry_points e left join agents a on a.id = e.agent_id
  left join lateral (select sum(scans)::bigint as scans, max(last_scanned_at) as last_scanned_at
    from entry_point_counts n where n.workspace_id = e.workspace_id and n.entry_point_id = e.id) c on true`;

/** Throws `not_found`. */
export async function getEntryPoint(db: Db, { workspaceId, type, ref }: EntryPointRef): Promise<ListedEntryPoint> {
  const found = sql`e.workspace_id = ${workspaceId}::uuid and e.type = ${type} and ${isRef(ref)}`;
  const { rows } = await sql<ListedRow>`${LISTED} where ${found}`.execute(db);
  return listedOf(present(rows[0]));
}

/** The product of a GTIN. Throws `not_found`. */
export async function getProductByGtin(db: Db, workspaceId: string, gtin: string): Promise<ListedEntryPoint> {
  const { rows } = await sql<ListedRow>`
    ${LISTED} where e.workspace_id = ${workspaceId}::uuid and e.gtin = ${gtin}`.execute(db);
  return listedOf(present(rows[0]));
}

export type EntryPointFilter = {
  readonly workspaceId: string;
  readonly type: EntryPointType;
  readonly status?: 'unconfigured' | EntryPoint['status'] | undefined;
  readonly objectType?: string | undefined;
  readonly externalId?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly sort: 'recent' | 'name' | 'type' | 'scans';
  readonly limit: number;
  readonly offset: number;
};

const ORDERS = {
  recent: sql`e.id desc`,
  name: sql`lower(e.name), e.id`,
  type: sql`e.object_type, e.id`,
  scans: sql`coalesce(c.scans, 0) desc, e.id desc`,
} as const;

/** A page of entry points, and how many match in all. */
export async function listEntryPoints(
  db: Db,
  filter: EntryPointFilter,
): Promise<{ readonly total: number; readonly items: ListedEntryPoint[] }> {
  const where = sql.join(conditions(filter), sql` and `);
  const counted = await sql<{ total: number }>`select count(*) as total from entry_points e where ${where}`.execute(db);
  const { rows } = await sql<ListedRow>`
    ${LISTED} where ${where} order by ${ORDERS[filter.sort]} limit ${filter.limit} offset ${filter.offset}`.execute(db);
  return { total: counted.rows[0]?.total ?? 0, items: rows.map(listedOf) };
}

function conditions(filter: EntryPointFilter): RawBuilder<unknown>[] {
  const { workspaceId, type, status, objectType, externalId, isActive } = filter;
  const led = sql`(e.agent_id is not null or e.url is not null)`;
  const parts = [sql`e.workspace_id = ${workspaceId}::uuid`, sql`e.type = ${type}`];
  if (status === 'archived') parts.push(sql`e.status = 'archived'`);
  else if (status === 'unconfigured') parts.push(sql`e.status <> 'archived' and not ${led}`);
  else if (status) parts.push(sql`e.status = ${status} and ${led}`);
  if (objectType !== undefined) parts.push(sql`e.object_type = ${objectType}`);
  if (externalId !== undefined) parts.push(sql`e.external_id = ${externalId}`);
  if (isActive !== undefined) parts.push(isActive ? sql`e.status = 'active'` : sql`e.status <> 'active'`);
  return parts;
}

/** Reads one to change it, and holds it until the transaction ends. Throws `not_found`. */
export async function lockEntryPoint(tx: Tx, { workspaceId, type, ref }: EntryPointRef): Promise<EntryPoint> {
  const { rows } = await sql<Row>`
    select e.* from entry_points e
    where e.workspace_id = ${workspaceId}::uuid and e.type = ${type} and ${isRef(ref)} for update`.execute(tx);
  return entryPointOf(present(rows[0]));
}

/** The same by the caller's own id of an object; null when there is none. */
export async function lockObject(tx: Tx, workspaceId: string, externalId: string): Promise<EntryPoint | null> {
  const { rows } = await sql<Row>`
    select e.* from entry_points e
    where e.workspace_id = ${workspaceId}::uuid and e.external_id = ${externalId} for update`.execute(tx);
  return rows[0] ? entryPointOf(rows[0]) : null;
}

/** Adds one; throws the database's unique violation when its GTIN or external id is taken. */
export async function insertEntryPoint(tx: Tx, entry: EntryPoint): Promise<void> {
  const { workspaceId, id, type, slug, createdAt } = entry;
  const fixed = { workspace_id: workspaceId, id, type, slug, created_at: createdAt };
  await tx
    .insertInto('entry_points')
    .values({ ...fixed, ...changingColumns(entry) })
    .execute();
}

/** Saves one that the transaction holds; throws the database's unique violation as above. */
export async function saveEntryPoint(tx: Tx, entry: EntryPoint): Promise<void> {
  await tx
    .updateTable('entry_points')
    .set(changingColumns(entry))
    .where('workspace_id', '=', entry.workspaceId)
    .where('id', '=', entry.id)
    .execute();
}

function changingColumns(entry: EntryPoint) {
  const { name, description, status, destination, gtin, objectType, externalId } = entry;
  return {
    name,
    description,
    status,
    agent_id: destination?.type === 'chatbot' ? destination.agentId : null,
    url: destination?.type === 'url' ? destination.url : null,
    properties: JSON.stringify(entry.properties),
    url_params: JSON.stringify(entry.urlParams),
    metadata: JSON.stringify(entry.metadata),
    gtin,
    object_type: objectType,
    external_id: externalId,
    updated_at: entry.updatedAt,
  };
}

function entryPointOf(row: Row): EntryPoint {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    type: row.type,
    slug: row.slug,
    name: row.name,
    description: row.description,
    status: row.status,
    destination: row.agent_id
      ? { type: 'chatbot', agentId: row.agent_id }
      : row.url
        ? { type: 'url', url: row.url }
        : null,
    properties: row.properties,
    urlParams: row.url_params,
    metadata: row.metadata,
    gtin: row.gtin,
    objectType: row.object_type,
    externalId: row.external_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function listedOf(row: ListedRow): ListedEntryPoint {
  const { agent_id: id, agent_name: name, scenario_id: scenarioId } = row;
  return {
    ...entryPointOf(row),
    agent: id !== null && scenarioId !== null ? { id, name: name ?? '', scenarioId } : null,
    totalScans: row.scans ?? 0,
    lastScannedAt: row.last_scanned_at,
  };
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new AppError('not_found', 'There is no such entry point in this workspace.');
  return row;
}
