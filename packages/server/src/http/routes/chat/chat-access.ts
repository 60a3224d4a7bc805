import type { FastifyRequest } from 'fastify';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import { findChatAccess, findTokenAccess, type TokenAccess } from '../../../store/agents/find-access.ts';
import { bearerAccess, bearerClaims, unauthenticated } from '../../auth/bearer-token.ts';
import type { HttpDeps } from '../../deps.ts';

export type ChatAccess = TokenAccess & { readonly conversation: Conversation | null };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The token's agent and the conversation that the request continues, in one round trip. */
export async function chatAccess(
  deps: HttpDeps,
  request: FastifyRequest,
  conversationId: string | null,
): Promise<ChatAccess> {
  const { tokenId } = await bearerClaims(deps, request);
  const at = deps.clock.now();
  const query = deps.database.named;
  // An id that is no UUID cannot be ours, and must not reach a cast in the database.
  const access =
    conversationId !== null && UUID.test(conversationId)
      ? await findChatAccess(query, tokenId, conversationId, at)
      : await findTokenAccess(query, tokenId, at);
  if (!access) throw unauthenticated();
  return { conversation: null, ...access };
}

/** Throws `unauthenticated` unless the request's token opens something now. */
export async function checkToken(deps: HttpDeps, request: FastifyRequest): Promise<void> {
  await bearerAccess(deps, request);
}
