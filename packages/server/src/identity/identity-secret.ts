import { randomBytes } from 'node:crypto';

/** A secret with which a site's backend signs who its visitors are: 256 random bits, shown once and stored sealed. */
export const newIdentitySecret = (): string => `pid_${randomBytes(32).toString('base64url')}`;
