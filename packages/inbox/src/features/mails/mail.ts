import type { EndpointById, ReplyOf } from '@parley/protocol/api';
import type { Tone } from '../../ui/badge.tsx';

/** A mail of the outbox. */
export type Mail = ReplyOf<EndpointById<'list-mails'>>['data'][number];
export type MailState = Mail['state'];

export const MAIL_STATES = ['waiting', 'sent', 'failed', 'kept'] as const satisfies readonly MailState[];

export const MAIL_TONES: Readonly<Record<MailState, Tone>> = {
  waiting: 'accent',
  sent: 'good',
  failed: 'bad',
  kept: 'fair',
};
