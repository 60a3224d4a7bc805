import { KEY_LIFETIME_MS } from '../domain/idempotency/idempotency.ts';
import { removeOldKeys } from '../store/idempotency/idempotency-keys.ts';
import type { Deps } from './deps.ts';

/** Deletes idempotency keys, with their sealed answers, once a replay may no longer be asked for. */
export async function forgetOldKeys({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEY_LIFETIME_MS);
  await database.transaction((tx) => removeOldKeys(tx, before));
}
