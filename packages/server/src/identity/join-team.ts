import { AppError } from '@parley/protocol';
import { acceptInvitation } from '../commands/accept-invitation.ts';
import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { findInvitationByToken } from '../store/people/invitations.ts';
import type { Identity } from './identity.ts';
import { hashKey } from './new-credentials.ts';
import { hashPassword } from './passwords.ts';
import { auditOf, type SignedIn } from './sessions.ts';
import { headersOf, type Visit } from './visit.ts';

const fromOf = ({ ip, userAgent }: Visit) => ({ ip, userAgent: userAgent ?? null });

/** Accepts an invitation as somebody who is signed in; gives the workspace. Throws as `acceptInvitation` does. */
export async function joinAs(
  identity: Identity,
  visit: Visit,
  given: { token: string; person: SignedIn },
): Promise<string> {
  const { token, person } = given;
  const { workspaceId } = await identity.database.transaction((tx) =>
    acceptInvitation(identity, tx, { tokenHash: hashKey(token), person, from: fromOf(visit) }),
  );
  return workspaceId;
}

export type NewPerson = { readonly token: string; readonly name: string; readonly password: string };

/** Accepts an invitation as a new person, who is then signed in. Throws as `acceptInvitation` does. */
export async function joinAsNew(
  identity: Identity,
  visit: Visit,
  { token, name, password }: NewPerson,
): Promise<{ readonly workspaceId: string; readonly cookies: readonly string[] }> {
  const tokenHash = hashKey(token);
  // Looked at first: deriving a password is work that only the holder of a link may ask for.
  if (!(await findInvitationByToken(identity.database.db, tokenHash))) {
    throw new AppError('not_found', 'There is no such invitation.');
  }
  const hash = await hashPassword(password);
  return identity.auth.change({ verified: { password, hash } }, async ({ api }, tx) => {
    const joining = { tokenHash, person: { name, passwordHash: hash }, from: fromOf(visit) };
    const { workspaceId, userId, email } = await acceptInvitation(identity, tx, joining);
    const call = { body: { email, password }, headers: headersOf(visit), returnHeaders: true } as const;
    const { headers } = await api.signInEmail(call);
    await insertPersonAudit(identity, tx, auditOf(identity, visit, userId, 'session.sign_in'));
    return { workspaceId, cookies: headers.getSetCookie() };
  });
}
