import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, string, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const KEY_BYTES = 64;
// better-auth's own cost and form (`salt:key`, both hex), so that either may verify what the other wrote.
const COST = { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 };

/** A salted hash of a password, to be stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST);
  return `${salt}:${key.toString('hex')}`;
}

/** Whether a password is the one that was hashed; null as the hash takes as long and is never right. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt = '', expected = ''] = (hash ?? NOBODYS).split(':');
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST);
  const known = Buffer.from(expected, 'hex');
  return known.length === key.length && timingSafeEqual(known, key) && hash !== null;
}

const NOBODYS = `${'0'.repeat(32)}:${'0'.repeat(KEY_BYTES * 2)}`;
