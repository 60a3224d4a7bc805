import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ChannelConfig, Delivery, Received } from '../../../domain/channels/channel.ts';
import { textOf } from '../loose-json.ts';

/**
 * Meta's two proofs, alike on all its platforms: X-Hub-Signature-256 over the bytes as they came, and the challenge (GET) that it
 * asks when a webhook is set up. Gives what is answered at once, and null for a delivery that is genuine and may be read.
 */
export function answerUnread(delivery: Delivery, config: ChannelConfig): Received | null {
  const secret = config.secrets.app_secret ?? '';
  if (!secret) return { kind: 'refused', status: 401 };
  if (delivery.method === 'GET') return answerChallenge(delivery, verifyTokenOf(config));
  if (delivery.method !== 'POST') return { kind: 'refused', status: 400 };
  return isSigned(delivery, secret) ? null : { kind: 'refused', status: 401 };
}

/** The word that Meta repeats when it asks whether a webhook is ours. */
export const verifyTokenOf = (config: ChannelConfig): string =>
  textOf(config.settings.verify_token) || (config.secrets.verify_token ?? '');

function answerChallenge({ query }: Delivery, verifyToken: string): Received {
  const isOurs = verifyToken !== '' && isSame(query.get('hub.verify_token') ?? '', verifyToken);
  const challenge = query.get('hub.challenge') ?? '';
  if (!isOurs || query.get('hub.mode') !== 'subscribe' || !challenge) return { kind: 'refused', status: 403 };
  return { kind: 'answer', body: challenge, type: 'text/plain; charset=utf-8' };
}

function isSigned({ headers, body }: Delivery, secret: string): boolean {
  const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(headers.get('x-hub-signature-256') ?? '') ?? [];
  if (!given) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(body).digest());
}

/** Digests are of one length, whatever is compared. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
