import {
  type AgentToken,
  createAgentTokenEndpoint,
  listAgentTokensEndpoint,
  revokeAgentTokenEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createAgentToken, type NewAgentToken } from '../../../commands/create-agent-token.ts';
import { revokeAgentToken } from '../../../commands/revoke-agent-token.ts';
import { createCredentials } from '../../../identity/credentials.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { listTokens, type TokenRecord } from '../../../store/agents/tokens.ts';
import type { HttpDeps } from '../../deps.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The tokens of an agent, for the owner and admins of its workspace. */
export function agentTokenRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (token: TokenRecord) => tokenJson(token, deps.clock.now());
  const makeDeps = { ...deps, credentials: createCredentials(deps.tokens) };

  workspaceRoute(app, deps, listAgentTokensEndpoint, async (call) => {
    const agent = await requireWorkspaceAgent(deps, call);
    return { object: 'list' as const, data: (await listTokens(deps.database.db, agent.id)).map(show) };
  });
  workspaceRoute(app, deps, createAgentTokenEndpoint, async (call) => {
    const { body, origin, keepAnswer } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    const present = (made: NewAgentToken) => ({ ...show(made), token: made.token });
    const made = await createAgentToken(makeDeps, {
      agent,
      name: body.name,
      scope: body.scope,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
      origin,
      alongside: (tx, token) => keepAnswer(tx, present(token)),
    });
    return present(made);
  });
  workspaceRoute(app, deps, revokeAgentTokenEndpoint, async (call) => {
    const { params, origin, keepAnswer } = call;
    const agent = await requireWorkspaceAgent(deps, call);
    const revoked = await revokeAgentToken(deps, {
      agentId: agent.id,
      tokenId: params.token_id,
      origin,
      alongside: (tx, token) => keepAnswer(tx, show(token)),
    });
    return show(revoked);
  });
}

const tokenJson = ({ id, name, scope, createdAt, expiresAt, revokedAt }: TokenRecord, now: Date): AgentToken => ({
  object: 'agent_token',
  id,
  name,
  scope,
  state: revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'valid',
  created_at: offsetTime(createdAt),
  expires_at: offsetTime(expiresAt),
});
