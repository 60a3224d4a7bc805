import { AppError } from '@parley/protocol';
import { requireResendable } from '../domain/mail/resend.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { type ListedMail, lockMail, requeueMail } from '../store/mail/outbox.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { mailsWait } from './send-mail.ts';

export type ResendMailInput = {
  readonly mailId: string;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, mail: ListedMail) => Promise<void>;
};

/** Puts a mail that was not sent up for sending again, with all its attempts anew. Throws `not_found` and `conflict`. */
export async function resendMail(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus' | 'mailer'>,
  { mailId, origin, alongside }: ResendMailInput,
): Promise<ListedMail> {
  const { database, clock, ids } = deps;
  const resent = await database.transaction(async (tx) => {
    const mail = await lockMail(tx, origin.workspaceId, mailId);
    if (!mail) throw new AppError('not_found', 'There is no such mail.');
    requireResendable(mail.state, deps.mailer !== null);
    const at = clock.now();
    await requeueMail(tx, mailId, at);
    const target = { type: 'mail', id: mailId };
    const details = { kind: mail.kind };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'mail.resend', target, details });
    const queued = { ...mail, state: 'waiting' as const, attempts: 0, lastError: null };
    await alongside?.(tx, queued);
    return queued;
  });
  mailsWait(deps);
  return resent;
}
