import { AppError, type TokenScope } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import type { TokenClaims } from '../../identity/agent-tokens.ts';
import { findTokenAccess, type TokenAccess } from '../../store/agents/find-access.ts';
import type { HttpDeps } from '../deps.ts';

/** The claims of the request's bearer token, its signature checked. Throws `unauthenticated`. */
export async function bearerClaims(deps: HttpDeps, request: FastifyRequest): Promise<TokenClaims> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!token) throw unauthenticated('Send your API token in the header: Authorization: Bearer <API_TOKEN>.');
  const claims = await deps.tokens.verify(token, deps.clock.now());
  if (!claims) throw unauthenticated();
  return claims;
}

/** What the request's token opens, read anew so that a revoked one is refused at once. Throws `unauthenticated`. */
export async function bearerAccess(deps: HttpDeps, request: FastifyRequest): Promise<TokenAccess> {
  const claims = await bearerClaims(deps, request);
  const access = await findTokenAccess(deps.database.named, claims.tokenId, deps.clock.now());
  if (!access) throw unauthenticated();
  return access;
}

/** Throws `insufficient_scope`, in the words that the Agent API promises, unless `scope` includes `required`. */
export function requireScope(scope: TokenScope, required: TokenScope): void {
  if (required === 'write_all' && scope !== 'write_all') {
    throw new AppError('insufficient_scope', `Insufficient token scope. Required: ${required}`);
  }
}

/** The refusal for a missing, foreign, expired or revoked token: all alike. */
export function unauthenticated(message = 'The API token is not valid, has expired or was revoked.'): AppError {
  return new AppError('unauthenticated', message);
}
