import type { ConversationEvent } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { LogCursor } from './read-log.ts';

/** An event as the log has it: what it speaks of is joined by `joinEvents`. */
export type LoggedEvent = {
  readonly position: LogCursor;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly seq: number;
  readonly event: ConversationEvent;
  readonly createdAt: Date;
};

/** A stretch of the log: `position` is up to where it was read, and `isLast` that no more was committed then. */
export type LogPage = {
  readonly events: LoggedEvent[];
  readonly position: LogCursor;
  readonly isLast: boolean;
};

/** Before everything. */
export const LOG_START: LogCursor = { xid: '0', id: 0 };

const COLUMNS = `e.xid::text as xid, e.id, e.workspace_id, e.conversation_id, e.agent_id, e.seq, e.type, e.data,
  e.created_at`;

// A number alone is no commit order: who drew the smaller one may commit later. The pair is, below the oldest
// transaction that still writes; that bound is told even if there is nothing new, because all before it is read now.
const TAIL = `with now as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
  select now.xmin::text as upto, 0 as scanned, null as last_xid, null as last_id, ${COLUMNS}
  from now left join lateral (
    select * from events e where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < now.xmin
    order by e.xid, e.id limit $3::int) e on true
  order by e.xid, e.id`;

// Scans the log of all workspaces in short stretches: an index per workspace would cost every message its upkeep.
const OF_WORKSPACE = `with now as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin),
  stretch as materialized (
    select e.* from now, lateral (
      select * from events e where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < now.xmin
      order by e.xid, e.id limit $3::int) e),
  last as (select xid, id from stretch order by xid desc, id desc limit 1)
  select now.xmin::text as upto, (select count(*) from stretch)::int as scanned,
    (select xid::text from last) as last_xid, (select id from last) as last_id, ${COLUMNS}
  from now left join stretch e on e.workspace_id = $4::uuid
  order by e.xid, e.id`;

const OF_CONVERSATIONS = `select ${COLUMNS}
  from unnest($1::uuid[], $2::uuid[], $3::int[]) as w(workspace_id, conversation_id, after)
  cross join lateral (
    select * from events e
    where e.workspace_id = w.workspace_id and e.conversation_id = w.conversation_id and e.seq > w.after
    order by e.seq limit $4::int) e
  order by e.workspace_id, e.conversation_id, e.seq`;

type Row = {
  xid: string;
  id: number;
  workspace_id: string;
  conversation_id: string;
  agent_id: string;
  seq: number;
  type: ConversationEvent['type'];
  data: ConversationEvent['data'];
  created_at: Date;
};
type PageRow = { upto: string; scanned: number; last_xid: string | null; last_id: number | null } & (
  | Row
  | { id: null; xid: null }
);

/** Where the log ends now: whoever reads on from here meets everything that is committed later. */
export async function endOfLog(query: NamedQuery): Promise<LogCursor> {
  const [row] = await query<{ upto: string }>(
    'log-end',
    'select pg_snapshot_xmin(pg_current_snapshot())::text as upto',
    [],
  );
  if (!row) throw new Error('the database does not tell its snapshot');
  return { xid: row.upto, id: 0 };
}

/** What was committed after a position, of all workspaces, at most `limit` events. */
export async function readTail(query: NamedQuery, { xid, id }: LogCursor, limit: number): Promise<LogPage> {
  const rows = await query<PageRow>('log-tail', TAIL, [xid, id, limit]);
  const events = eventsOf(rows);
  return pageOf(rows, events, limit, events.at(-1)?.position ?? null, events.length);
}

/** The same for one workspace: `limit` counts what is looked through, so that a page is short work on a busy log. */
export async function readWorkspaceLog(
  query: NamedQuery,
  workspaceId: string,
  { xid, id }: LogCursor,
  limit: number,
): Promise<LogPage> {
  const rows = await query<PageRow>('log-of-workspace', OF_WORKSPACE, [xid, id, limit, workspaceId]);
  const [{ scanned = 0, last_xid = null, last_id = null } = {}] = rows;
  const last = last_xid === null || last_id === null ? null : { xid: last_xid, id: last_id };
  return pageOf(rows, eventsOf(rows), limit, last, scanned);
}

export type Behind = { readonly workspaceId: string; readonly conversationId: string; readonly after: number };

/** What conversations have after the `seq` named, at most `limit` events of each, in order. */
export async function readConversationLogs(
  query: NamedQuery,
  behind: readonly Behind[],
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await query<Row>('log-of-conversations', OF_CONVERSATIONS, [
    behind.map(({ workspaceId }) => workspaceId),
    behind.map(({ conversationId }) => conversationId),
    behind.map(({ after }) => after),
    limit,
  ]);
  return rows.map(eventOf);
}

const eventsOf = (rows: readonly PageRow[]): LoggedEvent[] =>
  rows.flatMap((row) => (row.id === null ? [] : [eventOf(row)]));

function pageOf(
  rows: readonly PageRow[],
  events: LoggedEvent[],
  limit: number,
  last: LogCursor | null,
  scanned: number,
): LogPage {
  const [first] = rows;
  if (!first) throw new Error('the log does not tell its end');
  const isLast = scanned < limit;
  return { events, isLast, position: isLast || last === null ? { xid: first.upto, id: 0 } : last };
}

function eventOf(row: Row): LoggedEvent {
  return {
    position: { xid: row.xid, id: row.id },
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    agentId: row.agent_id,
    seq: row.seq,
    event: { type: row.type, data: row.data } as ConversationEvent,
    createdAt: row.created_at,
  };
}
