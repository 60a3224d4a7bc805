import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import type { Identity } from './identity.ts';
import { headersOf, type Visit } from './visit.ts';

/** The person of a session. */
export type SignedIn = {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly sessionId: string;
  readonly hasTwoFactor: boolean;
};

export type OwnSession = {
  readonly id: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly isThisOne: boolean;
};

/** Who is signed in; null when nobody is. Read from the database each time, so that an ended session is out at once. */
export async function whoIs({ auth }: Identity, visit: Visit): Promise<SignedIn | null> {
  if (!visit.cookie?.includes('parley.session_token=')) return null;
  const found = await (await auth.open()).api.getSession({ headers: headersOf(visit) });
  if (!found) return null;
  const { user, session } = found;
  const { id: userId, email, name } = user;
  return { userId, email, name, sessionId: session.id, hasTwoFactor: user.twoFactorEnabled ?? false };
}

/** Where a person is signed in, the latest first. */
export async function listSessions({ auth }: Identity, visit: Visit): Promise<OwnSession[]> {
  const { api } = await auth.open();
  const headers = headersOf(visit);
  const [current, sessions] = await Promise.all([api.getSession({ headers }), api.listSessions({ headers })]);
  return sessions
    .map(({ id, ipAddress, userAgent, createdAt }) => ({
      id,
      ip: ipAddress ?? null,
      userAgent: userAgent ?? null,
      createdAt,
      isThisOne: id === current?.session.id,
    }))
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** Ends one session of the person's own; one that is not theirs or not there is left as it is. */
export async function endSession(identity: Identity, visit: Visit, id: string): Promise<void> {
  await identity.auth.change({}, async ({ api }, tx) => {
    const headers = headersOf(visit);
    const session = (await api.listSessions({ headers })).find((each) => each.id === id);
    if (!session) return;
    await api.revokeSession({ headers, body: { token: session.token } });
    await insertPersonAudit(identity, tx, auditOf(identity, visit, session.userId, 'session.end'));
  });
}

/** Signs the person out everywhere, here too; gives the cookies that end this session. */
export async function endAllSessions(identity: Identity, visit: Visit, userId: string): Promise<readonly string[]> {
  return identity.auth.change({}, async ({ api }, tx) => {
    const { headers } = await api.revokeSessions({ headers: headersOf(visit), returnHeaders: true });
    await insertPersonAudit(identity, tx, auditOf(identity, visit, userId, 'session.end_all'));
    return headers.getSetCookie();
  });
}

/** Signs out in this browser; gives the cookies that do so there. */
export async function signOut(identity: Identity, visit: Visit, userId: string): Promise<readonly string[]> {
  return identity.auth.change({}, async ({ api }, tx) => {
    const { headers } = await api.signOut({ headers: headersOf(visit), returnHeaders: true });
    await insertPersonAudit(identity, tx, auditOf(identity, visit, userId, 'session.sign_out'));
    return headers.getSetCookie();
  });
}

/** What a person did about their own account, for the audit log. */
export const auditOf = (
  { clock }: Pick<Identity, 'clock'>,
  { ip, userAgent }: Visit,
  userId: string,
  action: string,
) => ({ userId, action, at: clock.now(), ip, userAgent: userAgent ?? null });
