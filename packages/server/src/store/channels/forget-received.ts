import type { Db } from '../schema.ts';

/** Forgets keys that came before a moment. */
export async function forgetReceived(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('channel_received').where('received_at', '<', before).execute();
}
