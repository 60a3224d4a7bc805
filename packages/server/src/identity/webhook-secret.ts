import { randomBytes } from 'node:crypto';

/** A signing secret as Standard Webhooks have it: 256 random bits, shown once and stored sealed. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
