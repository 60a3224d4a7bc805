import { sql } from 'kysely';
import type { Db, Tx } from '../schema.ts';

/** The place in the log up to which it is known what is to go out. */
export const CHANNEL_CURSOR = 'channels';

/** Whether there is any channel: without one nobody need read the log for them. */
export async function hasChannels(db: Db): Promise<boolean> {
  return (await db.selectFrom('channels').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Before a channel is added: brings the cursor to the end of the log when nobody reads there, so that nothing is read in vain. */
export async function prepareChannelCursor(tx: Tx): Promise<void> {
  await sql`insert into log_cursors (name, xid, id) values (${CHANNEL_CURSOR}, '0', 0) on conflict do nothing`.execute(
    tx,
  );
  await sql`select 1 from log_cursors where name = ${CHANNEL_CURSOR} for update`.execute(tx);
  // An earlier transaction may commit what has a smaller number: all that were under way are read.
  await sql`update log_cursors set xid = (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text::xid8,
      id = (select last_value from events_id_seq)
    where name = ${CHANNEL_CURSOR} and not exists (select 1 from channels)`.execute(tx);
}
