import { AppError } from '@parley/protocol';
import {
  getTeamMemberEndpoint,
  listTeamMembersEndpoint,
  removeTeamMemberEndpoint,
  updateTeamMemberEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { changeMemberRole } from '../../../commands/change-member-role.ts';
import { removeMember } from '../../../commands/remove-member.ts';
import { teamMember } from '../../../presenters/team-member.ts';
import { findMember, listMembers } from '../../../store/people/members.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { ruledCaller } from './ruled-caller.ts';

/** The team of a workspace: told to everybody in it, changed by those who manage it. */
export function teamRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listTeamMembersEndpoint, async ({ workspaceId }) => ({
    object: 'list' as const,
    data: (await listMembers(deps.database.db, workspaceId)).map(teamMember),
  }));

  workspaceRoute(app, deps, getTeamMemberEndpoint, async ({ workspaceId, params }) => {
    const member = await findMember(deps.database.db, workspaceId, params.member_id);
    if (!member) throw new AppError('not_found', 'There is no such member.');
    return teamMember(member);
  });

  workspaceRoute(app, deps, updateTeamMemberEndpoint, async ({ workspaceId, principal, params, body, origin }) => {
    const by = ruledCaller(principal);
    const change = { workspaceId, memberId: params.member_id, role: body.role, by, origin };
    return teamMember(await changeMemberRole(deps, change));
  });

  workspaceRoute(app, deps, removeTeamMemberEndpoint, async ({ workspaceId, principal, params, origin }) => {
    const id = params.member_id;
    await removeMember(deps, { workspaceId, memberId: id, by: ruledCaller(principal), origin });
    return { object: 'team_member' as const, id, deleted: true as const };
  });

  invitationRoutes(app, deps);
}
