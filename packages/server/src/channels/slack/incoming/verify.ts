import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from '../../../domain/channels/channel.ts';

/** How far the clocks may be apart, in seconds: what is older could be one that somebody has kept. */
const MAX_SKEW = 300;

/**
 * Whether Slack signed these bytes, lately: HMAC-SHA256 of `v0:time:body` by the app's signing secret. Never without a
 * secret. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSigned({ headers, body }: Delivery, secret: string | undefined, now: Date): boolean {
  const time = headers.get('x-slack-request-timestamp') ?? '';
  if (!secret || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > MAX_SKEW) return false;
  const expected = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest();
  const [, hex = ''] = /^v0=([\da-f]{64})$/i.exec(headers.get('x-slack-signature') ?? '') ?? [];
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
