import { AppError, type TokenScope } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../domain/people/origin.ts';
import { actorOf, type Principal } from '../../domain/people/principal.ts';
import type { Agent } from '../../store/agents/find-access.ts';
import { admitKey } from '../admit.ts';
import { bearerAccess } from '../auth/bearer-token.ts';
import type { HttpDeps } from '../deps.ts';
import { requireOffered } from './ask-agent.ts';

/** Who comes with a key of a workspace, and gets its inbox as tools. */
export type KeyCaller = {
  readonly type: 'key';
  readonly principal: Principal;
  readonly workspaceId: string;
  readonly origin: Origin;
  /** Fires when the caller has gone. */
  readonly gone: AbortSignal;
  readonly requestId: string;
};

/** Who comes with the token of an agent, and gets the agent as a tool. */
export type TokenCaller = {
  readonly type: 'token';
  readonly agent: Agent;
  readonly scope: TokenScope;
  readonly tokenId: string;
  readonly requestId: string;
};

export type McpCaller = KeyCaller | TokenCaller;

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** How keys of a workspace begin; anything else is taken for an agent's token. */
const KEY = /^Bearer +par_live_/i;

/**
 * Lets a caller in with an agent's token or a workspace's key, read anew at each request, and counts the request.
 * Throws `unauthenticated`, `forbidden` and `too_many_requests`.
 */
export async function admitToMcp(deps: HttpDeps, { request, reply }: Exchange): Promise<McpCaller> {
  if (!request.headers.authorization) {
    throw new AppError(
      'unauthenticated',
      'Send the API token of an agent, or the API key of a workspace, in the header: Authorization: Bearer <TOKEN>.',
    );
  }
  if (!KEY.test(request.headers.authorization)) return admitAgentToken(deps, request);
  const principal = await admitKey(deps, { request, reply });
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort(new AppError('unavailable', 'The caller has gone.')));
  const { workspaceId } = principal;
  const place = { ip: request.ip, userAgent: request.headers['user-agent'] ?? null };
  const origin = { workspaceId, actor: actorOf(principal), ...place };
  return { type: 'key', principal, workspaceId, origin, gone: gone.signal, requestId: request.id };
}

async function admitAgentToken(deps: HttpDeps, request: FastifyRequest): Promise<TokenCaller> {
  const { agent, scope, tokenId } = await bearerAccess(deps, request);
  await deps.limits.count('read', tokenId, 'mcp');
  requireOffered(agent);
  return { type: 'token', agent, scope, tokenId, requestId: request.id };
}
