import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { uuid, uuidParam } from '../shapes.ts';
import { deleted, offsetTimestamp, wholeList } from './shapes.ts';
import { role } from './team.ts';

export const INVITATION_STATES = ['pending', 'expired', 'accepted', 'revoked'] as const;

const invitationFields = {
  object: z.literal('invitation'),
  id: uuid(),
  email: z.string(),
  role: role(),
  state: z.enum(INVITATION_STATES),
  sent_by: z.enum(['mail', 'link']).describe('`link`: whoever made it passes the link on.'),
  invited_by: uuid().nullable().describe('A user id.'),
  created_at: offsetTimestamp(),
  expires_at: offsetTimestamp(),
};
const InvitationSchema = z.object(invitationFields).meta({ id: 'Invitation' });
export type Invitation = z.output<typeof InvitationSchema>;

const NewInvitationSchema = z
  .object({
    ...invitationFields,
    url: z.string().nullable().describe('The link, shown this once; null when it was mailed.'),
  })
  .meta({ id: 'NewInvitation' });
export type NewInvitation = z.output<typeof NewInvitationSchema>;

const common = {
  tags: ['Team'],
  scope: null,
  surface: 'inbox',
  permission: 'team.manage',
  tier: 'workspace',
} as const;
const params = z.object({ invitation_id: uuidParam('The id of the invitation.') });

export const listInvitationsEndpoint = endpoint({
  ...common,
  id: 'list-invitations',
  method: 'GET',
  path: '/v1/team/invitations',
  summary: 'List invitations',
  responses: { 200: json(wholeList(InvitationSchema), 'The newest 200, the newest first.') },
  errors: [],
});

export const createInvitationEndpoint = endpoint({
  ...common,
  id: 'create-invitation',
  method: 'POST',
  path: '/v1/team/invitations',
  summary: 'Invite somebody',
  description:
    'By mail, or as a link to pass on. It works once and for 7 days. Another invitation of the same address takes its place.',
  body: z.strictObject({
    email: z.email('is an invalid e-mail address').max(254).describe('Whom: only this address can accept.'),
    role: role(),
    send: z.enum(['mail', 'link'], 'must be mail or link').default('mail'),
  }),
  bodyExample: { email: 'kim@example.com', role: 'agent' },
  responses: { 201: json(NewInvitationSchema, 'The invitation.') },
  errors: ['conflict'],
});

export const resendInvitationEndpoint = endpoint({
  ...common,
  id: 'resend-invitation',
  method: 'POST',
  path: '/v1/team/invitations/{invitation_id}/resend',
  summary: 'Send an invitation again',
  description: 'With a new link and 7 more days; the old link no longer works.',
  params,
  responses: { 200: json(NewInvitationSchema, 'The invitation.') },
  errors: ['not_found', 'conflict'],
});

export const revokeInvitationEndpoint = endpoint({
  ...common,
  id: 'revoke-invitation',
  method: 'DELETE',
  path: '/v1/team/invitations/{invitation_id}',
  summary: 'Revoke an invitation',
  params,
  responses: { 200: json(deleted('invitation'), 'Its link no longer works.') },
  errors: ['not_found', 'conflict'],
});
