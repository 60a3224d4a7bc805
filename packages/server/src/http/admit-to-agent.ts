import { permissionForPeople } from '@parley/protocol';
import type { Endpoint } from '@parley/protocol/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../domain/people/origin.ts';
import { actorOf } from '../domain/people/principal.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { admitPerson, requirePermission } from './admit.ts';
import { bearerAccess, requireScope } from './auth/bearer-token.ts';
import type { HttpDeps } from './deps.ts';
import { requireWorkspaceAgent } from './require-workspace-agent.ts';

/** Who works on an agent through its API. */
export type AgentCaller = {
  readonly agent: Agent;
  readonly origin: Origin;
  readonly isPerson: boolean;
  /** Throws once the credential does not open this any more. */
  readonly authorise: () => Promise<void>;
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Lets an integration in whose token is of the endpoint's scope. Throws what refuses it. */
export async function admitToken(deps: HttpDeps, endpoint: Endpoint, { request }: Exchange): Promise<AgentCaller> {
  const { agent, scope, tokenId } = await bearerAccess(deps, request);
  if (endpoint.scope) requireScope(scope, endpoint.scope);
  await deps.limits.count(endpoint.tier, tokenId, endpoint.id);
  return {
    agent,
    origin: { workspaceId: agent.workspaceId, actor: { type: 'agent_token', id: tokenId }, ...placeOf(request) },
    isPerson: false,
    async authorise() {
      await bearerAccess(deps, request);
    },
  };
}

/**
 * Lets a person in who is signed in and whose role has what stands for the endpoint's scope, for the agent that the
 * address names by its id or its scenario id. Throws `not_found` alike for an agent that is elsewhere and for none.
 */
export async function admitAgentPerson(deps: HttpDeps, endpoint: Endpoint, exchange: Exchange): Promise<AgentCaller> {
  const { request } = exchange;
  const { workspace_id: workspaceId, chatbot_id: ref } = request.params as { workspace_id: string; chatbot_id: string };
  const principal = await admitPerson(deps, exchange, workspaceId);
  const permission = permissionForPeople(endpoint);
  requirePermission(principal, permission);
  const named = { workspaceId: principal.workspaceId, params: { chatbot_id: ref } };
  const agent = await requireWorkspaceAgent(deps, named);
  return {
    agent,
    origin: { workspaceId: principal.workspaceId, actor: actorOf(principal), ...placeOf(request) },
    isPerson: true,
    async authorise() {
      requirePermission(await deps.sessions.principalOf(request, workspaceId), permission);
    },
  };
}

const placeOf = ({ ip, headers }: FastifyRequest): Pick<Origin, 'ip' | 'userAgent'> => ({
  ip,
  userAgent: headers['user-agent'] ?? null,
});
