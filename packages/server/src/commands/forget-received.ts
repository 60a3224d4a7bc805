import { forgetReceived as forget } from '../store/channels/forget-received.ts';
import type { Deps } from './deps.ts';

/** The longest that a platform brings the same again: WhatsApp tries for seven days. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1_000;

/** Forgets the keys of what platforms brought so long ago that none brings it again. */
export async function forgetReceived({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  await forget(database.db, new Date(clock.now().getTime() - KEPT_MS));
}
