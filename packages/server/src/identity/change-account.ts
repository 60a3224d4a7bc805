import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { findPasswordHash } from '../store/workspaces/users.ts';
import type { Identity } from './identity.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { auditOf } from './sessions.ts';
import { headersOf, refusalOf, type Visit } from './visit.ts';

/** What came of a change that asks for the password first. */
export type AccountOutcome<T = object> =
  | ({ readonly type: 'done'; readonly cookies: readonly string[] } & T)
  | { readonly type: 'wrong_password' }
  | { readonly type: 'blocked'; readonly retryAfterSeconds: number };

type Given = { readonly userId: string; readonly password: string };

/** Sets another password and signs the person out everywhere else. */
export async function changePassword(
  identity: Identity,
  visit: Visit,
  { userId, password, newPassword }: Given & { readonly newPassword: string },
): Promise<AccountOutcome> {
  const proof = await provePassword(identity, visit, { userId, password });
  if (proof.type !== 'proved') return proof;
  const hashed = { password: newPassword, hash: await hashPassword(newPassword) };
  return identity.auth.change({ verified: proof.verified, hashed }, async ({ api }, tx) => {
    const body = { currentPassword: password, newPassword, revokeOtherSessions: true };
    const { headers } = await api.changePassword({ body, headers: headersOf(visit), returnHeaders: true });
    await insertPersonAudit(identity, tx, auditOf(identity, visit, userId, 'password.change'));
    return { type: 'done', cookies: headers.getSetCookie() };
  });
}

/** What an authenticator app needs, and codes for when it is lost. They count once a code was shown to be right. */
export type TwoFactorSetUp = { readonly uri: string; readonly backupCodes: readonly string[] };

/** Begins to set a second factor up. */
export async function beginTwoFactor(
  identity: Identity,
  visit: Visit,
  given: Given,
): Promise<AccountOutcome<TwoFactorSetUp>> {
  const proof = await provePassword(identity, visit, given);
  if (proof.type !== 'proved') return proof;
  return identity.auth.change({ verified: proof.verified }, async ({ api }) => {
    const body = { password: given.password, method: 'totp' as const };
    const { headers, response } = await api.enableTwoFactor({ body, headers: headersOf(visit), returnHeaders: true });
    if (response.method !== 'totp') throw new Error('another second factor than asked for');
    const { totpURI: uri, backupCodes } = response;
    return { type: 'done', cookies: headers.getSetCookie(), uri, backupCodes };
  });
}

/** Ends setting it up by a first code of the app; false for a wrong one. */
export async function confirmTwoFactor(
  identity: Identity,
  visit: Visit,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<readonly string[] | false> {
  return identity.auth.change({}, async ({ api }, tx) => {
    try {
      const body = { code: code.replaceAll(/\s/g, '') };
      const { headers } = await api.verifyTOTP({ body, headers: headersOf(visit), returnHeaders: true });
      await insertPersonAudit(identity, tx, auditOf(identity, visit, userId, 'two_factor.enable'));
      return headers.getSetCookie();
    } catch (error) {
      if (refusalOf(error) === null) throw error;
      return false;
    }
  });
}

/** Takes the second factor off. */
export async function disableTwoFactor(identity: Identity, visit: Visit, given: Given): Promise<AccountOutcome> {
  const proof = await provePassword(identity, visit, given);
  if (proof.type !== 'proved') return proof;
  return identity.auth.change({ verified: proof.verified }, async ({ api }, tx) => {
    const call = { body: { password: given.password }, headers: headersOf(visit), returnHeaders: true } as const;
    const { headers } = await api.disableTwoFactor(call);
    await insertPersonAudit(identity, tx, auditOf(identity, visit, given.userId, 'two_factor.disable'));
    return { type: 'done', cookies: headers.getSetCookie() };
  });
}

type Proof =
  | { readonly type: 'proved'; readonly verified: { readonly password: string; readonly hash: string } }
  | Exclude<AccountOutcome, { readonly type: 'done' }>;

/** Counted like sign-ins: whoever finds a browser open must not guess there at leisure. */
async function provePassword(identity: Identity, { ip }: Visit, { userId, password }: Given): Promise<Proof> {
  const attempt = { kind: 'sign_in', account: userId, ip } as const;
  const verdict = await identity.attempts.begin(attempt);
  if (!verdict.isAllowed) return { type: 'blocked', retryAfterSeconds: verdict.retryAfterSeconds };
  const hash = await findPasswordHash(identity.database.db, userId);
  if (!(await verifyPassword(password, hash)) || hash === null) return { type: 'wrong_password' };
  await identity.attempts.succeeded(attempt);
  return { type: 'proved', verified: { password, hash } };
}
