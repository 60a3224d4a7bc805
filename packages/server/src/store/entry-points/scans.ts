import type { EntryPointType } from '@parley/protocol';
import type { Pair } from '../../domain/entry-points/entry-point.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db } from '../schema.ts';

/** What a link leads to now: only what is active and has a destination. */
export type ScanTarget = {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: EntryPointType;
  readonly agent: { readonly id: string; readonly scenarioId: string } | null;
  readonly url: string | null;
  readonly urlParams: readonly Pair[];
};

type TargetRow = Omit<ScanTarget, 'agent'> & { agentId: string | null; scenarioId: string | null };

const TARGET = `select e.workspace_id as "workspaceId", e.id, e.type, e.url, e.url_params as "urlParams",
    a.id as "agentId", a.scenario_id as "scenarioId"
  from entry_points e left join agents a on a.id = e.agent_id
  where e.status = 'active' and (e.agent_id is not null or e.url is not null)`;

/** Where the link of a slug leads; null when it leads nowhere. */
export async function findTargetBySlug(
  query: NamedQuery,
  type: EntryPointType,
  slug: string,
): Promise<ScanTarget | null> {
  const text = `${TARGET} and e.type = $1::text and e.slug = $2::text`;
  return targetOf(await query<TargetRow>('scan-target-by-slug', text, [type, slug]));
}

/** The same for a GTIN. Where several workspaces have the product, the one that had it first. */
export async function findTargetByGtin(query: NamedQuery, gtin: string): Promise<ScanTarget | null> {
  const text = `${TARGET} and e.gtin = $1::text order by e.created_at, e.id limit 1`;
  return targetOf(await query<TargetRow>('scan-target-by-gtin', text, [gtin]));
}

function targetOf([row]: readonly TargetRow[]): ScanTarget | null {
  if (!row) return null;
  const { agentId, scenarioId, ...target } = row;
  return { ...target, agent: agentId && scenarioId ? { id: agentId, scenarioId } : null };
}

export type ScanDestination = {
  readonly type: 'chatbot' | 'url';
  readonly id: string | null;
  readonly url: string | null;
};

export type Scan = {
  readonly workspaceId: string;
  readonly entryPointId: string;
  /** A UUIDv7: the log is read by it. */
  readonly id: string;
  readonly scannedAt: Date;
  readonly userAgent: string | null;
  readonly destination: ScanDestination;
  readonly queryParams: { readonly [key: string]: string };
};

/** Writes a scan down and counts it, in one statement. `stripe` says in which row it is counted. */
export async function insertScan(query: NamedQuery, scan: Scan, stripe: number): Promise<void> {
  await query(
    'scan-insert',
    `with s as (insert into entry_point_scans
       (workspace_id, entry_point_id, id, scanned_at, user_agent, destination, query_params)
       values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::text, $6::jsonb, $7::jsonb))
     insert into entry_point_counts as c (workspace_id, entry_point_id, stripe, scans, last_scanned_at)
     values ($1::uuid, $2::uuid, $8::smallint, 1, $4::timestamptz)
     on conflict (workspace_id, entry_point_id, stripe) do update
     set scans = c.scans + 1, last_scanned_at = greatest(c.last_scanned_at, excluded.last_scanned_at)`,
    [
      scan.workspaceId,
      scan.entryPointId,
      scan.id,
      scan.scannedAt,
      scan.userAgent,
      JSON.stringify(scan.destination),
      JSON.stringify(scan.queryParams),
      stripe,
    ],
  );
}

export type ScanPage = {
  readonly workspaceId: string;
  readonly entryPointId: string;
  /** The id of the last scan of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/** Scans, the newest first. */
export async function listScans(db: Db, page: ScanPage): Promise<Omit<Scan, 'workspaceId'>[]> {
  return db
    .selectFrom('entry_point_scans')
    .select(['entry_point_id as entryPointId', 'id', 'scanned_at as scannedAt', 'user_agent as userAgent'])
    .select(['destination', 'query_params as queryParams'])
    .where('workspace_id', '=', page.workspaceId)
    .where('entry_point_id', '=', page.entryPointId)
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}
