import {
  createInvitationEndpoint,
  listInvitationsEndpoint,
  resendInvitationEndpoint,
  revokeInvitationEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { inviteMember, type MadeInvitation } from '../../../commands/invite-member.ts';
import { resendInvitation } from '../../../commands/resend-invitation.ts';
import { revokeInvitation } from '../../../commands/revoke-invitation.ts';
import { newLink } from '../../../identity/new-credentials.ts';
import { invitation } from '../../../presenters/invitation.ts';
import { listInvitations } from '../../../store/people/invitations.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { ruledCaller } from './ruled-caller.ts';

/** Invitations of a workspace, for those who manage its team. */
export function invitationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const linkDeps = { ...deps, newLink };
  const present = (made: MadeInvitation) => ({ ...invitation(made.invitation, deps.clock.now()), url: made.url });

  workspaceRoute(app, deps, listInvitationsEndpoint, async ({ workspaceId }) => {
    const found = await listInvitations(deps.database.db, workspaceId);
    return { object: 'list' as const, data: found.map((each) => invitation(each, deps.clock.now())) };
  });

  workspaceRoute(app, deps, createInvitationEndpoint, async ({ workspaceId, principal, body, origin, keepAnswer }) => {
    const by = ruledCaller(principal);
    const alongside: Keep = (tx, made) => keepAnswer(tx, present(made));
    return present(await inviteMember(linkDeps, { workspaceId, ...body, by, origin, alongside }));
  });

  workspaceRoute(app, deps, resendInvitationEndpoint, async (call) => {
    const { workspaceId, params, origin, keepAnswer } = call;
    const by = ruledCaller(call.principal);
    const alongside: Keep = (tx, made) => keepAnswer(tx, present(made));
    const input = { workspaceId, invitationId: params.invitation_id, by, origin, alongside };
    return present(await resendInvitation(linkDeps, input));
  });

  workspaceRoute(app, deps, revokeInvitationEndpoint, async ({ workspaceId, params, origin }) => {
    const id = params.invitation_id;
    await revokeInvitation(deps, { workspaceId, invitationId: id, origin });
    return { object: 'invitation' as const, id, deleted: true as const };
  });
}

type Keep = NonNullable<Parameters<typeof inviteMember>[1]['alongside']>;
