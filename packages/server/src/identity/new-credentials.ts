import { createHash, randomBytes, randomInt } from 'node:crypto';

const LOWER_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Without letters that look like others: people read these from a screen. */
const READABLE = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A scenario id: 10 characters of `a-z0-9`. */
export const newScenarioId = (): string => pick(LOWER_AND_DIGITS, 10);

/** A password for a first sign-in: 20 readable characters, 115 bits. */
export const newPassword = (): string => pick(READABLE, 20);

/** A key of the Workspace API: shown once, stored as its hash and last four characters. */
export function newWorkspaceKey(): { readonly key: string; readonly hash: string; readonly last4: string } {
  const key = `par_live_${randomBytes(16).toString('hex')}`;
  return { key, hash: hashKey(key), last4: key.slice(-4) };
}

/** A key has 128 random bits, so a plain digest cannot be searched backwards. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A link that opens something once: its token is in the mail, its digest in the database. */
export function newLink(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashKey(token) };
}

/** What a channel is to prove itself with, where we may choose it: 32 random bytes in base64url. */
export const newChannelSecret = (): string => randomBytes(32).toString('base64url');
