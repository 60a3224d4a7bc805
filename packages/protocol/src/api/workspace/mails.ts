import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { uuid, uuidParam } from '../shapes.ts';
import { cursorFields, cursorPage, offsetTimestamp } from './shapes.ts';

export const MAIL_STATES = ['waiting', 'sent', 'failed', 'kept'] as const;

const MailSchema = z
  .object({
    object: z.literal('mail'),
    id: uuid(),
    kind: z.enum([
      'away',
      'budget_alarm',
      'flag',
      'handoff',
      'invitation',
      'password_reset',
      'sign_in',
      'transcript',
      'verification',
      'channel_alarm',
      'webhook_alarm',
    ]),
    to: z.string(),
    subject: z.string(),
    text: z
      .string()
      .nullable()
      .describe('Empty once it is sent; null for an invitation, unless an owner asks: its link lets anybody in.'),
    state: z.enum(MAIL_STATES).describe('`kept`: there is no SMTP server to send it by.'),
    attempts: z.int(),
    last_error: z.string().nullable(),
    created_at: offsetTimestamp(),
    sent_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'Mail' });

export const listMailsEndpoint = endpoint({
  id: 'list-mails',
  method: 'GET',
  path: '/v1/mails',
  summary: 'The outbox of the workspace',
  description: 'Mails of the last 30 days, the newest first.',
  tags: ['Workspace'],
  scope: null,
  surface: 'inbox',
  permission: 'team.manage',
  tier: 'workspace',
  query: z.object({
    ...cursorFields(),
    state: z.enum(MAIL_STATES, `must be one of: ${MAIL_STATES.join(', ')}`).optional(),
  }),
  responses: { 200: json(cursorPage(MailSchema), 'Mails.') },
  errors: [],
});

export const resendMailEndpoint = endpoint({
  id: 'resend-mail',
  method: 'POST',
  path: '/v1/mails/{mail_id}/resend',
  summary: 'Send a mail that was not sent',
  description: 'One that failed, or that was kept while there was no SMTP server. 409 for one that waits or was sent.',
  tags: ['Workspace'],
  scope: null,
  surface: 'inbox',
  permission: 'team.manage',
  tier: 'workspace',
  params: z.object({ mail_id: uuidParam('The id of the mail.') }),
  responses: { 200: json(MailSchema, 'The mail as it is now.') },
  errors: ['not_found', 'conflict'],
});
