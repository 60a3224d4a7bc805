import { MAIL_LEASE_MS, mailResult } from '../domain/mail/send-schedule.ts';
import { claimMail, keepMails, saveMailResult } from '../store/mail/outbox.ts';
import type { Deps } from './deps.ts';

const KEEPS_AT_ONCE = 100;

/** Tells every node that mails were committed, so that they are sent at once; a lost word costs some seconds. */
export function mailsWait({ bus }: Pick<Deps, 'bus'>): void {
  bus.publish(MAIL_CHANNEL, {});
}

/** Where `mailsWait` is heard. */
export const MAIL_CHANNEL = 'mail';

/**
 * Sends the mail of the outbox that has waited longest; false when none is due. Each is claimed by a lease first, so that
 * several nodes send it once. Without an SMTP server all that wait are kept for people to read.
 */
export async function sendMail(deps: Pick<Deps, 'database' | 'clock' | 'log' | 'mailer'>): Promise<boolean> {
  const { database, clock, log, mailer } = deps;
  if (!mailer) return keepAll(deps);
  const mail = await claimMail(database.named, clock.now(), MAIL_LEASE_MS);
  if (!mail) return false;
  const at = clock.now();
  const result = mailResult(await mailer.send(mail), mail.attempts, at);
  await saveMailResult(database.named, mail, result, clock.now());
  const facts = { mail: mail.id, kind: mail.kind, attempts: mail.attempts };
  if (result.state === 'failed') log.error(facts, 'a mail could not be sent and is not tried again');
  else if (result.state === 'waiting') log.warn(facts, 'a mail could not be sent and is tried again later');
  return true;
}

async function keepAll({ database, log }: Pick<Deps, 'database' | 'log'>): Promise<boolean> {
  const kept = await keepMails(database.named, KEEPS_AT_ONCE);
  for (const { id, kind } of kept) {
    log.warn({ mail: id, kind }, 'a mail waits in the outbox: set SMTP_URL to have mails sent, or read it there');
  }
  return kept.length === KEEPS_AT_ONCE;
}
