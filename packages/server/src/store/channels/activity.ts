import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Db, Schema } from '../schema.ts';

/** How fresh the times are kept: a busy channel's row is not written with each message. */
const FRESH_MS = 10_000;

/** Notes that something came or went just now. Gives false where that was noted some seconds ago. */
export async function noteActivity(
  { database, clock }: { readonly database: Pick<Database<Schema>, 'named'>; readonly clock: { now(): Date } },
  channelId: string,
  what: 'received_at' | 'refused_at' | 'sent_at',
): Promise<boolean> {
  const now = clock.now();
  const noted = await database.named(
    `channel-activity-${what}`,
    `update channel_activity set ${what} = $2::timestamptz
     where channel_id = $1::uuid and (${what} is null or ${what} < $3::timestamptz) returning channel_id`,
    [channelId, now, new Date(now.getTime() - FRESH_MS)],
  );
  return noted.length > 0;
}

/** Nothing is sent by a channel before a moment: the platform wants it so. */
export async function pauseChannel(db: Db, channelId: string, until: Date): Promise<void> {
  await sql`update channel_activity set pause_until = greatest(pause_until, ${until}::timestamptz)
    where channel_id = ${channelId}::uuid`.execute(db);
}
