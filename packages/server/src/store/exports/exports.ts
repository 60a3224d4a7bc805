import { type Selectable, sql } from 'kysely';
import type { Export } from '../../domain/export/exported.ts';
import { readDated, writeDated } from '../../lib/dated-json.ts';
import type { ExportTables } from '../export-tables.ts';
import type { Db, Tx } from '../schema.ts';
import type { ExportSelection } from './select-conversations.ts';

export type NewExport = Pick<
  Export,
  'workspaceId' | 'id' | 'agentId' | 'createdBy' | 'format' | 'rows' | 'filter' | 'createdAt'
> & { readonly selection: ExportSelection };

/** Which export, always within its workspace. */
export type ExportRef = { readonly workspaceId: string; readonly id: string };

/** Adds an export that waits to be written. */
export async function insertExport(tx: Tx, added: NewExport): Promise<void> {
  await tx
    .insertInto('exports')
    .values({
      workspace_id: added.workspaceId,
      id: added.id,
      agent_id: added.agentId,
      created_by: JSON.stringify(added.createdBy),
      format: added.format,
      rows: added.rows,
      filter: JSON.stringify(added.filter),
      selection: writeDated(added.selection),
      state: 'waiting',
      created_at: added.createdAt,
    })
    .execute();
}

/** An export of a workspace; null when it has none of that id. */
export async function findExport(db: Db, { workspaceId, id }: ExportRef): Promise<Export | null> {
  const row = await db
    .selectFrom('exports')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? exportOf(row) : null;
}

type Listing = {
  readonly workspaceId: string;
  readonly since: Date;
  readonly before: string | undefined;
  readonly limit: number;
};

/** Exports of a workspace since a moment, the newest first. */
export async function listExports(db: Db, { workspaceId, since, before, limit }: Listing): Promise<Export[]> {
  const rows = await db
    .selectFrom('exports')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '>=', since)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(exportOf);
}

/** How many of a workspace's exports wait or run. */
export async function countUnderWay(tx: Tx, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from exports
    where workspace_id = ${workspaceId}::uuid and state in ('waiting', 'running')`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Calls one off that waits or runs: false when it has ended. */
export async function callOff(tx: Tx, { workspaceId, id }: ExportRef, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update exports set state = 'cancelled', ended_at = ${at}, rows_written = 0, bytes = 0
    where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid and state in ('waiting', 'running')
    returning id`.execute(tx);
  return rows.length > 0;
}

export const exportOf = (row: Selectable<ExportTables['exports']>): Export => ({
  workspaceId: row.workspace_id,
  id: row.id,
  agentId: row.agent_id,
  createdBy: row.created_by,
  format: row.format,
  rows: row.rows,
  filter: row.filter,
  state: row.state,
  claim: row.claim,
  rowsWritten: row.rows_written,
  rowsTotal: row.rows_total,
  bytes: row.bytes,
  error: row.error,
  createdAt: row.created_at,
  endedAt: row.ended_at,
  expiresAt: row.expires_at,
});

/** How an export was understood; `insertExport` wrote it, so that it is one. */
export const selectionOf = ({ selection }: Pick<Selectable<ExportTables['exports']>, 'selection'>): ExportSelection =>
  readDated(selection) as ExportSelection;
