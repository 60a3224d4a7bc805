import type { ConversationEvent } from '@parley/protocol';
import { sql } from 'kysely';
import type { LogCursor } from '../events/read-log.ts';
import type { Tx } from '../schema.ts';

/** An event of the log, with its place there. */
export type LoggedEvent = LogCursor & {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly event: ConversationEvent;
  readonly at: Date;
};

/** What is to be read: after `after`, up to `upTo` if given, of one workspace if given. */
export type Stretch = {
  readonly after: LogCursor;
  readonly upTo?: LogCursor;
  readonly limit: number;
};

type Row = LogCursor & {
  workspace_id: string;
  conversation_id: string;
  seq: number;
  type: ConversationEvent['type'];
  data: ConversationEvent['data'];
  created_at: Date;
};

/** The next events of the log in commit order; see `readLog` for why this order misses none. */
export async function readEvents(tx: Tx, { after, upTo, limit }: Stretch): Promise<LoggedEvent[]> {
  const until = upTo ? sql`and (e.xid, e.id) <= (${upTo.xid}::xid8, ${upTo.id}::bigint)` : sql``;
  const { rows } = await sql<Row>`
    select e.xid::text as xid, e.id, e.workspace_id, e.conversation_id, e.seq, e.type, e.data, e.created_at from events e
    where (e.xid, e.id) > (${after.xid}::xid8, ${after.id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot()) ${until}
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return rows.map(({ type, data, ...row }) => ({
    xid: row.xid,
    id: row.id,
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    seq: row.seq,
    at: row.created_at,
    // The log holds what commands have decided.
    event: { type, data } as ConversationEvent,
  }));
}
