import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { uuid, uuidParam } from '../shapes.ts';
import { deleted, offsetTimestamp, wholeList } from './shapes.ts';

export const role = () => z.enum(ROLES, `must be one of: ${ROLES.join(', ')}`);

const TeamMemberSchema = z
  .object({
    object: z.literal('team_member'),
    id: uuid().describe('Of the membership.'),
    user_id: uuid().describe('Of the person: what `assigned_to` of a conversation holds.'),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    avatar_url: z.string().nullable(),
    role_id: z.string().describe('The same as `role`: roles are not customisable.'),
    role: role(),
    joined_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'TeamMember' });
export type TeamMember = z.output<typeof TeamMemberSchema>;

const common = { tags: ['Team'], scope: null, tier: 'workspace' } as const;
const params = z.object({ member_id: uuidParam('The id of the membership.') });
const errors = ['not_found'] as const;

export const listTeamMembersEndpoint = endpoint({
  ...common,
  id: 'list-team-members',
  method: 'GET',
  path: '/v1/team/members',
  summary: 'List the members of the workspace',
  surface: 'workspace',
  permission: 'team.view',
  responses: { 200: json(wholeList(TeamMemberSchema), 'All members, the longest there first.') },
  errors: [],
});

export const listRolesEndpoint = endpoint({
  ...common,
  id: 'list-roles',
  method: 'GET',
  path: '/v1/team/roles',
  summary: 'List the roles, and what each may do',
  surface: 'inbox',
  permission: 'team.view',
  responses: {
    200: json(
      wholeList(
        z
          .object({ object: z.literal('role'), role: role(), permissions: z.array(z.enum(PERMISSIONS)) })
          .meta({ id: 'Role' }),
      ),
      'From the most to the least that they may do.',
    ),
  },
  errors: [],
});

export const getTeamMemberEndpoint = endpoint({
  ...common,
  id: 'get-team-member',
  method: 'GET',
  path: '/v1/team/members/{member_id}',
  summary: 'Get a member',
  description: 'Somebody who was removed is not found.',
  surface: 'workspace',
  permission: 'team.view',
  params,
  responses: { 200: json(TeamMemberSchema, 'The member.') },
  errors,
});

export const updateTeamMemberEndpoint = endpoint({
  ...common,
  id: 'update-team-member',
  method: 'PATCH',
  path: '/v1/team/members/{member_id}',
  summary: 'Change what a member may do',
  description: 'Only an owner makes somebody an owner or takes that from one. A workspace keeps an owner.',
  surface: 'inbox',
  permission: 'team.manage',
  params,
  body: z.strictObject({ role: role() }),
  bodyExample: { role: 'manager' },
  responses: { 200: json(TeamMemberSchema, 'The member as it is now.') },
  errors: ['not_found', 'conflict'],
});

export const removeTeamMemberEndpoint = endpoint({
  ...common,
  id: 'remove-team-member',
  method: 'DELETE',
  path: '/v1/team/members/{member_id}',
  summary: 'Remove a member, or leave',
  description: 'Their conversations become unassigned. Everybody may remove themselves but the last owner.',
  surface: 'inbox',
  permission: null,
  params,
  responses: { 200: json(deleted('team_member'), 'The member is gone.') },
  errors: ['not_found', 'conflict'],
});
