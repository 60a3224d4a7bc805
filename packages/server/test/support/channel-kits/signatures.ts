import { createHmac } from 'node:crypto';

/** Of Meta: `X-Hub-Signature-256` over the bytes. */
export const metaSignature = (body: string, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** Of Slack: over its version, the time and the bytes. */
export const slackSignature = (body: string, secret: string, seconds: number): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
