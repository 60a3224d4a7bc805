import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { forgetOldSessions } from '../store/people/sessions.ts';
import type { Tx } from '../store/schema.ts';
import { findCredential } from '../store/workspaces/users.ts';
import type { Identity } from './identity.ts';
import { verifyPassword } from './passwords.ts';
import { headersOf, refusalOf, type Visit } from './visit.ts';

/** What came of an attempt; `cookies` are to be set as they stand. */
export type SignInOutcome =
  | { readonly type: 'signed_in' | 'second_factor'; readonly cookies: readonly string[] }
  | { readonly type: 'refused' }
  /** The second factor was not given in time, or too often wrong: the password is asked for again. */
  | { readonly type: 'start_again' }
  | { readonly type: 'blocked'; readonly retryAfterSeconds: number };

/**
 * Signs in by address and password. Unknown addresses and wrong passwords take the same time, count alike and are
 * answered alike.
 */
export async function signIn(
  identity: Identity,
  visit: Visit,
  given: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  const email = given.email.trim().toLowerCase();
  const { password } = given;
  const { auth, attempts, clock, database } = identity;
  const attempt = { kind: 'sign_in', account: email, ip: visit.ip } as const;
  const verdict = await attempts.begin(attempt);
  if (!verdict.isAllowed) {
    if (verdict.isNew) await auditBlocked(identity, visit, (await findCredential(database.db, email))?.userId);
    return { type: 'blocked', retryAfterSeconds: verdict.retryAfterSeconds };
  }
  const found = await findCredential(database.db, email);
  const isRight = await verifyPassword(password, found?.passwordHash ?? null);
  if (!found || !isRight) return { type: 'refused' };
  const { userId, passwordHash: hash } = found;
  const outcome = await auth.change({ verified: { password, hash } }, async ({ api }, tx) => {
    await forgetOldSessions(tx, userId, clock.now());
    const call = { body: { email, password }, headers: headersOf(visit), returnHeaders: true } as const;
    const { headers, response } = await api.signInEmail(call);
    const cookies = headers.getSetCookie();
    if ('twoFactorRedirect' in response) return { type: 'second_factor', cookies } as const;
    await auditSignIn(identity, tx, { visit, userId, secondFactor: null });
    return { type: 'signed_in', cookies } as const;
  });
  await attempts.succeeded(attempt);
  return outcome;
}

/** Ends a sign-in by the code of an authenticator app or by a backup code, whichever it looks like. */
export async function verifySecondFactor(identity: Identity, visit: Visit, given: string): Promise<SignInOutcome> {
  const code = given.replaceAll(/\s/g, '');
  const isAppCode = /^\d{6}$/.test(code);
  const userId = await challenged(identity, visit);
  if (!userId) return { type: 'start_again' };
  const attempt = { kind: 'second_factor', account: userId, ip: visit.ip } as const;
  const verdict = await identity.attempts.begin(attempt);
  if (!verdict.isAllowed) {
    if (verdict.isNew) await auditBlocked(identity, visit, userId);
    return { type: 'blocked', retryAfterSeconds: verdict.retryAfterSeconds };
  }
  const outcome = await identity.auth.change({}, async ({ api }, tx) => {
    const call = { body: { code }, headers: headersOf(visit), returnHeaders: true } as const;
    try {
      const { headers } = isAppCode ? await api.verifyTOTP(call) : await api.verifyBackupCode(call);
      await auditSignIn(identity, tx, { visit, userId, secondFactor: isAppCode ? 'app' : 'backup_code' });
      return { type: 'signed_in', cookies: headers.getSetCookie() } as const;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      // Returned and not thrown: what was counted against the account must be kept.
      return { type: WRONG_CODE.includes(refusal) ? 'refused' : 'start_again' } as const;
    }
  });
  if (outcome.type === 'signed_in') await identity.attempts.succeeded(attempt);
  return outcome;
}

const WRONG_CODE = ['INVALID_CODE', 'INVALID_BACKUP_CODE'];

/** Whose password was right in this browser just now, as the cookie says that waits for the second factor. */
async function challenged({ auth }: Identity, { cookie }: Visit): Promise<string | null> {
  const [, signed] = /(?:^|;\s*)(?:__Secure-)?parley\.two_factor=([^;]+)/.exec(cookie ?? '') ?? [];
  if (!signed) return null;
  const value = decode(signed);
  const { internalAdapter } = await (await auth.open()).$context;
  const challenge = await internalAdapter.findVerificationValue(value.slice(0, value.lastIndexOf('.')));
  return challenge && challenge.expiresAt > new Date() ? challenge.value : null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

type SignedIn = { readonly visit: Visit; readonly userId: string; readonly secondFactor: string | null };

function auditSignIn(identity: Identity, tx: Tx, { visit, userId, secondFactor }: SignedIn): Promise<void> {
  return insertPersonAudit(identity, tx, {
    userId,
    action: 'session.sign_in',
    at: identity.clock.now(),
    details: { second_factor: secondFactor },
    ip: visit.ip,
    userAgent: visit.userAgent ?? null,
  });
}

/** Once for a burst, or the log would be theirs to fill. */
async function auditBlocked(identity: Identity, visit: Visit, userId: string | undefined): Promise<void> {
  if (!userId) return;
  await identity.database.transaction((tx) =>
    insertPersonAudit(identity, tx, {
      userId,
      actor: { type: 'system' },
      action: 'session.sign_in_blocked',
      at: identity.clock.now(),
      ip: visit.ip,
      userAgent: visit.userAgent ?? null,
    }),
  );
}
