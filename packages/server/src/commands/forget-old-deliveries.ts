import { removeOldDeliveries } from '../store/webhooks/remove-old.ts';
import type { Deps } from './deps.ts';

const KEPT_MS = 30 * 24 * 3_600_000;

/** Deletes webhook deliveries after 30 days, with their bodies and what was answered. */
export async function forgetOldDeliveries({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  await database.transaction((tx) => removeOldDeliveries(tx, before));
}
