import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret that came is the one that is expected, in a time that tells nothing of it. Never where none is expected. */
export function isSameSecret(given: string | undefined, expected: string | undefined): boolean {
  if (!expected || given === undefined) return false;
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
