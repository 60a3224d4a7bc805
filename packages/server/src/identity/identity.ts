import type { Redis } from 'ioredis';
import type { Deps } from '../commands/deps.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { type AttemptLimits, createAttemptLimits } from './attempt-limits.ts';
import { type Auth, createAuth } from './auth.ts';
import { resetMail } from './reset-mail.ts';

/** What the acts of people about their own account need. */
export type Identity = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'> & {
  readonly auth: Auth;
  readonly attempts: AttemptLimits;
};

export type IdentityParts = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'> & {
  readonly secret: string;
  readonly publicUrl: string | undefined;
  readonly redis: Redis | undefined;
};

/** Signing in, on this installation's database and under its secret. */
export function createIdentity({ secret, publicUrl, redis, ...deps }: IdentityParts): Identity {
  const { database, clock, ids, baseUrl } = deps;
  const auth = createAuth({
    database,
    secret,
    isSecure: publicUrl?.startsWith('https:') ?? false,
    newId: ids.uuid,
    onResetRequested: (tx, { email }, token) =>
      insertMail(tx, { id: ids.uuid(), ...resetMail({ to: email, baseUrl: baseUrl(), token }) }, clock.now()),
  });
  return { ...deps, auth, attempts: createAttemptLimits(redis) };
}
