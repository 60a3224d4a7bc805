import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { domainOf, localPartOf } from './incoming/address.ts';
import type { EmailSettings } from './settings.ts';

/** RFC 4648 without letters of two cases: addresses come back in either. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 80 bits. */
const ID_LENGTH = 16;
const THREAD_PREFIX = 't-';
const THREAD = new RegExp(`^${THREAD_PREFIX}[a-z2-7]{${ID_LENGTH}}$`);
const TOKEN = new RegExp(`^[a-z2-7]{${2 * ID_LENGTH}}$`);
/** RFC 5321, 4.5.3.1.1. */
const MAX_LOCAL_PART = 64;

type Signing = Pick<EmailSettings, 'channelId' | 'address' | 'replyKey' | 'hasPlusAddresses'>;

/** The thread that a first mail begins: short enough to stand in an address whole. */
export function threadOf(key: string): string {
  return `${THREAD_PREFIX}${base32(createHash('sha256').update(key).digest()).slice(0, ID_LENGTH)}`;
}

/** The channel's address with the thread and our signature of it; null where there is no room or no wish for one. */
export function signedAddress(thread: string, signing: Signing): string | null {
  const { address, hasPlusAddresses, replyKey } = signing;
  const id = thread.slice(THREAD_PREFIX.length);
  const signed = `${localPartOf(address)}+${id}${signatureOf(id, signing)}`;
  if (!hasPlusAddresses || replyKey === '' || !THREAD.test(thread) || signed.length > MAX_LOCAL_PART) return null;
  return `${signed}@${domainOf(address)}`;
}

/** The thread that one of the addresses names with our signature; null when none does. */
export function signedThread(addresses: readonly string[], signing: Signing): string | null {
  const begin = `${localPartOf(signing.address)}+`;
  for (const address of addresses) {
    const local = localPartOf(address.toLowerCase());
    if (!local.startsWith(begin) || domainOf(address.toLowerCase()) !== domainOf(signing.address)) continue;
    const token = local.slice(begin.length);
    const [id, signature] = [token.slice(0, ID_LENGTH), token.slice(ID_LENGTH)];
    if (TOKEN.test(token) && isSame(signature, signatureOf(id, signing))) return `${THREAD_PREFIX}${id}`;
  }
  return null;
}

function signatureOf(id: string, { channelId, replyKey }: Signing): string {
  return base32(createHmac('sha256', replyKey).update(`${channelId}\n${id}`).digest()).slice(0, ID_LENGTH);
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
}
