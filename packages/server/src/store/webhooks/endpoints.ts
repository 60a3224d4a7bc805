import { sql } from 'kysely';
import { HEALTHY, type Health } from '../../domain/webhook/breaker.ts';
import type { Db, Schema, Tx } from '../schema.ts';

/** Which endpoint, always within its workspace. */
export type EndpointKey = { readonly workspaceId: string; readonly id: string };

/** An address that is told what happens in a workspace. */
export type WebhookTarget = EndpointKey & {
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly string[];
  readonly isActive: boolean;
  /** Sealed. */
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly health: Health;
};

/** The endpoints of a workspace, oldest first. */
export async function listEndpoints(db: Db, workspaceId: string): Promise<WebhookTarget[]> {
  return (await ofWorkspace(db, workspaceId).orderBy('e.id').execute()).map(targetOf);
}

/** An endpoint; null when the workspace has none of that id. */
export async function findEndpoint(db: Db, { workspaceId, id }: EndpointKey): Promise<WebhookTarget | null> {
  const row = await ofWorkspace(db, workspaceId).where('e.id', '=', id).executeTakeFirst();
  return row ? targetOf(row) : null;
}

/** The same, locked for the transaction. */
export async function lockEndpoint(tx: Tx, { workspaceId, id }: EndpointKey): Promise<WebhookTarget | null> {
  const row = await ofWorkspace(tx, workspaceId).where('e.id', '=', id).forUpdate('e').executeTakeFirst();
  return row ? targetOf(row) : null;
}

/** Locks the workspace for who adds an endpoint, and gives how many it has. */
export async function countEndpoints(tx: Tx, workspaceId: string): Promise<number> {
  await tx.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forUpdate().execute();
  const { count } = await tx
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Keeps a new endpoint: it is told of what is committed after this moment. */
export async function insertEndpoint(tx: Tx, target: WebhookTarget): Promise<void> {
  await tx
    .insertInto('webhook_endpoints')
    .values({
      workspace_id: target.workspaceId,
      id: target.id,
      ...changingColumns(target),
      has_own_cursor: false,
      begins: sql<string>`pg_current_snapshot()::text`,
      begins_xid: sql<string>`pg_snapshot_xmin(pg_current_snapshot())`,
      created_at: target.createdAt,
    })
    .execute();
  await tx
    .insertInto('webhook_health')
    .values({ workspace_id: target.workspaceId, endpoint_id: target.id, ...healthColumns(target.health) })
    .execute();
}

/** Keeps what an endpoint has become. With another address it begins healthy. */
export async function saveEndpoint(tx: Tx, target: WebhookTarget, { isMoved }: { isMoved: boolean }): Promise<void> {
  await tx
    .updateTable('webhook_endpoints')
    .set(changingColumns(target))
    .where('workspace_id', '=', target.workspaceId)
    .where('id', '=', target.id)
    .execute();
  if (!isMoved) return;
  await tx
    .updateTable('webhook_health')
    .set(healthColumns(HEALTHY))
    .where('workspace_id', '=', target.workspaceId)
    .where('endpoint_id', '=', target.id)
    .execute();
}

/** Removes an endpoint with its health and its jobs; its deliveries go with the next cleaning. */
export async function removeEndpoint(tx: Tx, { workspaceId, id }: EndpointKey): Promise<boolean> {
  for (const table of ['webhook_health', 'webhook_redeliveries'] as const) {
    await tx.deleteFrom(table).where('workspace_id', '=', workspaceId).where('endpoint_id', '=', id).execute();
  }
  const removed = await tx
    .deleteFrom('webhook_endpoints')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return removed !== undefined;
}

const ofWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('webhook_endpoints as e')
    .innerJoin('webhook_health as h', (join) =>
      join.onRef('h.workspace_id', '=', 'e.workspace_id').onRef('h.endpoint_id', '=', 'e.id'),
    )
    .selectAll('e')
    .select(['h.recent', 'h.opened_at', 'h.probes', 'h.probe_at'])
    .where('e.workspace_id', '=', workspaceId);

type Row = Awaited<ReturnType<ReturnType<typeof ofWorkspace>['executeTakeFirstOrThrow']>>;

const targetOf = (row: Row): WebhookTarget => ({
  workspaceId: row.workspace_id,
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  isActive: row.is_active,
  secret: row.secret,
  previousSecret: row.previous_secret,
  previousSecretUntil: row.previous_secret_until,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  health: healthOf(row),
});

const changingColumns = (target: WebhookTarget) => ({
  url: target.url,
  description: target.description,
  events: [...target.events],
  is_active: target.isActive,
  secret: target.secret,
  previous_secret: target.previousSecret,
  previous_secret_until: target.previousSecretUntil,
  updated_at: target.updatedAt,
});

type HealthRow = Pick<Schema['webhook_health'], 'recent' | 'opened_at' | 'probes' | 'probe_at'>;

/** The health of a row. */
export const healthOf = (row: HealthRow): Health => ({
  recent: row.recent,
  openedAt: row.opened_at,
  probes: row.probes,
  probeAt: row.probe_at,
});

/** The row of a health. */
export const healthColumns = ({ recent, openedAt, probes, probeAt }: Health): HealthRow => ({
  recent,
  opened_at: openedAt,
  probes,
  probe_at: probeAt,
});
