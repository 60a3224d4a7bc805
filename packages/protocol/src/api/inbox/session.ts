import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { uuid } from '../shapes.ts';

const InboxSessionSchema = z
  .object({
    object: z.literal('inbox_session'),
    user: z.object({
      id: uuid(),
      name: z.string(),
      email: z.string(),
      image: z.string().nullable().describe('Address of a picture.'),
      role: z.enum(ROLES),
    }),
    permissions: z.array(z.enum(PERMISSIONS)).describe('What the role may do; each endpoint checks it again.'),
    workspace: z.object({ id: uuid(), name: z.string() }),
    widget_loader: z
      .object({ path: z.string(), integrity: z.string() })
      .nullable()
      .describe('The script of the website chat that never changes; null where it is not built.'),
    sends_mail: z.boolean().describe('Whether there is an SMTP server; else mails stay in the outbox.'),
    public_url: z.string().describe('Where visitors and integrations reach this installation.'),
  })
  .meta({ id: 'InboxSession' });

export const getInboxSessionEndpoint = endpoint({
  id: 'get-inbox-session',
  method: 'GET',
  path: '/v1/inbox/session',
  summary: 'Who is signed in, and what they may do here',
  tags: ['Inbox'],
  scope: null,
  surface: 'inbox',
  permission: null,
  tier: 'workspace',
  responses: { 200: json(InboxSessionSchema, 'The person, their role and the workspace.') },
  errors: [],
});
