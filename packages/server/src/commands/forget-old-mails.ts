import { removeOldMails } from '../store/mail/outbox.ts';
import type { Deps } from './deps.ts';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes mails of more than 30 days that wait no more, with all that they say. */
export async function forgetOldMails({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  await database.transaction((tx) => removeOldMails(tx, before));
}
