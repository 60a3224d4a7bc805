import { sql } from 'kysely';
import type { Tx } from '../schema.ts';

/** A place in the log of all conversations, in commit order. */
export type LogCursor = { readonly xid: string; readonly id: number };

export type LoggedConversation = LogCursor & { readonly workspace_id: string; readonly conversation_id: string };

/** Locks a reader's cursor for the transaction; null when another node reads for it now. */
export async function lockCursor(tx: Tx, name: string): Promise<LogCursor | null> {
  const locked = await sql<LogCursor>`
    select xid::text as xid, id from log_cursors where name = ${name} for update skip locked`.execute(tx);
  if (locked.rows[0]) return locked.rows[0];
  const begun = await sql<LogCursor>`
    insert into log_cursors (name, xid, id) values (${name}, '0', 0)
    on conflict do nothing returning xid::text as xid, id`.execute(tx);
  return begun.rows[0] ?? null;
}

/** Moves a cursor that this transaction has locked. */
export async function moveCursor(tx: Tx, name: string, { xid, id }: LogCursor): Promise<void> {
  await sql`update log_cursors set xid = ${xid}::xid8, id = ${id}::bigint where name = ${name}`.execute(tx);
}

/**
 * What was committed after a cursor, at most `limit` events. A number alone is no commit order: who drew the smaller one
 * may commit later. The pair is, below the oldest transaction that still writes: of the column and not of the text that
 * is given, in which 10 comes before 9.
 */
export async function readLog(tx: Tx, cursor: LogCursor, limit: number): Promise<LoggedConversation[]> {
  const { rows } = await sql<LoggedConversation>`
    select e.xid::text as xid, e.id, e.workspace_id, e.conversation_id from events e
    where (e.xid, e.id) > (${cursor.xid}::xid8, ${cursor.id}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return rows;
}
