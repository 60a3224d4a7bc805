import { AppError } from '@parley/protocol';

/** What is known of a key of the Workspace API; the key itself is not stored. */
export type WorkspaceKey = {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly last4: string;
  readonly state: 'active' | 'paused' | 'revoked';
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

export type KeyVerb = 'pause' | 'resume' | 'revoke';

const RESULTS = { pause: 'paused', resume: 'active', revoke: 'revoked' } as const;

/** The state that a key gets, null if it is in it already. Throws `conflict` for a revoked key: that is for good. */
export function nextKeyState(state: WorkspaceKey['state'], verb: KeyVerb): WorkspaceKey['state'] | null {
  const next = RESULTS[verb];
  if (next === state) return null;
  if (state === 'revoked')
    throw new AppError('conflict', `The API key was revoked for good: it cannot be ${TOLD[verb]}.`);
  return next;
}

const TOLD = { pause: 'paused', resume: 'resumed', revoke: 'revoked' } as const;

/** Throws `validation_failed` for an end that is no time from now on. */
export function checkKeyExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null) return;
  const message = expiresAt <= now ? 'must be in the future' : expiresAt >= TOO_LATE ? 'is too far away' : null;
  if (message === null) return;
  throw new AppError('validation_failed', `expires_at ${message}.`, { fields: [{ path: 'expires_at', message }] });
}

/** The database and the wire have years of four digits. */
const TOO_LATE = new Date(Date.UTC(9999, 0, 1));
