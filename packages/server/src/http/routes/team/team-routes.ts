import { AppError, PERMISSIONS, ROLES } from '@parley/protocol';
import {
  getTeamMemberEndpoint,
  listRolesEndpoint,
  listTeamMembersEndpoint,
  removeTeamMemberEndpoint,
  updateTeamMemberEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { changeMemberRole } from '../../../commands/change-member-role.ts';
import { removeMember } from '../../../commands/remove-member.ts';
import { isAllowed } from '../../../domain/people/permissions.ts';
import { teamMember } from '../../../presenters/team-member.ts';
import { findMember, listMembers } from '../../../store/people/members.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { ruledCaller } from './ruled-caller.ts';

/** The team of a workspace: told to everybody in it, changed by those who manage it. */
export function teamRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listTeamMembersEndpoint, async ({ workspaceId, request }) => {
    const host = publicHost(deps, request);
    const members = await listMembers(deps.database.db, workspaceId);
    return { object: 'list' as const, data: members.map((member) => teamMember(member, host)) };
  });

  workspaceRoute(app, deps, listRolesEndpoint, async () => ({
    object: 'list' as const,
    data: ROLES.map((role) => ({
      object: 'role' as const,
      role,
      permissions: PERMISSIONS.filter((permission) => isAllowed(role, permission)),
    })),
  }));

  workspaceRoute(app, deps, getTeamMemberEndpoint, async ({ workspaceId, params, request }) => {
    const member = await findMember(deps.database.db, workspaceId, params.member_id);
    if (!member) throw new AppError('not_found', 'There is no such member.');
    return teamMember(member, publicHost(deps, request));
  });

  workspaceRoute(
    app,
    deps,
    updateTeamMemberEndpoint,
    async ({ workspaceId, principal, params, body, origin, request }) => {
      const by = ruledCaller(principal);
      const change = { workspaceId, memberId: params.member_id, role: body.role, by, origin };
      return teamMember(await changeMemberRole(deps, change), publicHost(deps, request));
    },
  );

  workspaceRoute(app, deps, removeTeamMemberEndpoint, async ({ workspaceId, principal, params, origin }) => {
    const id = params.member_id;
    await removeMember(deps, { workspaceId, memberId: id, by: ruledCaller(principal), origin });
    return { object: 'team_member' as const, id, deleted: true as const };
  });

  invitationRoutes(app, deps);
}
