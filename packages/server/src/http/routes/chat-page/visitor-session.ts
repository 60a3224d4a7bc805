import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import {
  CONVERSATION_LINK_MS,
  CONVERSATION_TOKEN,
  conversationContent,
  readConversationLink,
} from '../../../domain/conversation/conversation-link.ts';
import { ENTRY_TOKEN, type Entry, readEntry } from '../../../domain/entry-points/entry-token.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import { findConversation } from '../../../store/conversations/find-conversation.ts';
import { cookieOf, ownCookie } from '../../cookies.ts';
import type { HttpDeps } from '../../deps.ts';

const COOKIE = 'parley_visitor';

/** The conversation that the visitor's cookie names; null without one, and for one that is not this agent's. */
export async function visitorConversation(
  deps: HttpDeps,
  request: FastifyRequest,
  agent: Agent,
): Promise<Conversation | null> {
  return linkedConversation(deps, agent, cookieOf(request, COOKIE) ?? '');
}

/** The conversation of an agent that a signed token names; null when it names none. */
export async function linkedConversation(deps: HttpDeps, agent: Agent, token: string): Promise<Conversation | null> {
  const id = readConversationLink(deps.links.open(CONVERSATION_TOKEN, token), agent.id);
  if (id === null) return null;
  const found = await findConversation(deps.database.named, { workspaceId: agent.workspaceId, id });
  return found?.agentId === agent.id ? found : null;
}

/** The entry point of a token that is ours, of the agent's workspace and not too old; null for any other. */
export function visitorEntry(deps: HttpDeps, agent: Agent, token: unknown): Entry | null {
  if (typeof token !== 'string' || token === '') return null;
  return readEntry(deps.links.open(ENTRY_TOKEN, token), agent.workspaceId);
}

/** Binds the visitor's browser to a conversation. */
export function rememberConversation(
  deps: HttpDeps,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { agent, conversationId }: { readonly agent: Agent; readonly conversationId: string },
): void {
  const content = conversationContent({ id: conversationId, agentId: agent.id });
  const value = deps.links.seal(CONVERSATION_TOKEN, content, CONVERSATION_LINK_MS);
  const path = `/c/${agent.scenarioId}`;
  const isSecure = request.protocol === 'https';
  reply.header('set-cookie', ownCookie(COOKIE, value, { path, maxAgeMs: CONVERSATION_LINK_MS, isSecure }));
}
