import { mailsWait } from '../commands/send-mail.ts';
import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { findCredential } from '../store/workspaces/users.ts';
import type { Identity } from './identity.ts';
import { hashPassword } from './passwords.ts';
import { auditOf } from './sessions.ts';
import { headersOf, refusalOf, type Visit } from './visit.ts';

/** As long as an answer takes at least: longer than writing a mail, so that its time does not tell whether one was. */
const ANSWER_MS = 250;

/** Mails a link to set a new password, if there is such a person; nothing tells the asker whether there is. */
export async function requestReset(identity: Identity, visit: Visit, given: string): Promise<void> {
  const work = mailLink(identity, visit, given.trim().toLowerCase());
  await Promise.all([work, new Promise((resolve) => setTimeout(resolve, ANSWER_MS))]);
}

async function mailLink(identity: Identity, visit: Visit, email: string): Promise<void> {
  const verdict = await identity.attempts.begin({ kind: 'password_reset', account: email, ip: visit.ip });
  if (!verdict.isAllowed) return;
  const found = await findCredential(identity.database.db, email);
  if (!found) return;
  await identity.auth.change({}, async ({ api }, tx) => {
    await api.requestPasswordReset({ body: { email }, headers: headersOf(visit) });
    const entry = auditOf(identity, visit, found.userId, 'password.reset_requested');
    await insertPersonAudit(identity, tx, { ...entry, actor: { type: 'system' } });
  });
  mailsWait(identity);
}

/** Whose password a link can set; null for one that was used, has expired or never was. */
export async function findResetLink({ auth }: Identity, token: string): Promise<{ readonly userId: string } | null> {
  const { internalAdapter } = await (await auth.open()).$context;
  const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return link && link.expiresAt > new Date() ? { userId: link.value } : null;
}

/** Sets the password by a link, which it uses up, and signs the person out everywhere; false for a link that is no good. */
export async function resetByLink(
  identity: Identity,
  visit: Visit,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<boolean> {
  const link = await findResetLink(identity, token);
  if (!link) return false;
  const hash = await hashPassword(password);
  return identity.auth.change({ hashed: { password, hash } }, async ({ api }, tx) => {
    try {
      await api.resetPassword({ body: { newPassword: password, token } });
    } catch (error) {
      if (refusalOf(error) !== 'INVALID_TOKEN') throw error;
      return false;
    }
    await insertPersonAudit(identity, tx, auditOf(identity, visit, link.userId, 'password.reset'));
    return true;
  });
}
