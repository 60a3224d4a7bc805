import type { Tx } from '../schema.ts';

/** Removes what is left of a person's sessions that have ended. */
export async function forgetOldSessions(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.deleteFrom('sessions').where('user_id', '=', userId).where('expires_at', '<', at).execute();
}
