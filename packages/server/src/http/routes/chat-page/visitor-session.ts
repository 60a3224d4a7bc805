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

/** Of the conversation that this browser has begun. */
const OWN_COOKIE = 'parley_visitor';
/** Of one that it came to by a link, whoever sent that: it goes before the browser's own, and ends soon. */
const LINK_COOKIE = 'parley_link';
/** What a link shows stays for so long, and writing there does not prolong it: the next mail brings another link. */
const FOLLOWED_MS = 24 * 60 * 60 * 1000;

/** A conversation that a browser is bound to; `isOwn` for one that it has begun, and did not come to by a link. */
type Bound = { readonly conversation: Conversation; readonly isOwn: boolean };

/** The conversation that the cookies name; null without one, and for one that is not this agent's. */
export async function boundConversation(deps: HttpDeps, request: FastifyRequest, agent: Agent): Promise<Bound | null> {
  const followed = await linkedConversation(deps, agent, cookieOf(request, LINK_COOKIE) ?? '');
  if (followed) return { conversation: followed, isOwn: false };
  const own = await ownConversation(deps, request, agent);
  return own && { conversation: own, isOwn: true };
}

/** A link is sealed like a cookie, and does not become one of who has begun the conversation. */
async function ownConversation(deps: HttpDeps, request: FastifyRequest, agent: Agent): Promise<Conversation | null> {
  const token = cookieOf(request, OWN_COOKIE) ?? '';
  const isOwn = deps.links.open(CONVERSATION_TOKEN, token)?.isOwn === true;
  return isOwn ? linkedConversation(deps, agent, token) : null;
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

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Binding = { readonly agent: Agent; readonly conversationId: string };

/** Binds the visitor's browser to a conversation that it has begun, each time anew. */
export function rememberConversation(deps: HttpDeps, exchange: Exchange, { agent, conversationId }: Binding): void {
  const content = { ...conversationContent({ id: conversationId, agentId: agent.id }), isOwn: true };
  const value = deps.links.seal(CONVERSATION_TOKEN, content, CONVERSATION_LINK_MS);
  setCookie(exchange, { agent, name: OWN_COOKIE, value, maxAgeMs: CONVERSATION_LINK_MS });
}

/** Shows a browser the conversation of a link for a while. What it has begun itself stays, and is back afterwards. */
export async function showLinked(
  deps: HttpDeps,
  exchange: Exchange,
  { agent, conversationId }: Binding,
): Promise<void> {
  const own = await ownConversation(deps, exchange.request, agent);
  if (own?.id === conversationId) return leaveLinked(exchange, agent);
  const value = deps.links.seal(
    CONVERSATION_TOKEN,
    conversationContent({ id: conversationId, agentId: agent.id }),
    FOLLOWED_MS,
  );
  setCookie(exchange, { agent, name: LINK_COOKIE, value, maxAgeMs: FOLLOWED_MS });
}

/** Takes a browser from the conversation of a link back to its own. */
export function leaveLinked(exchange: Exchange, agent: Agent): void {
  setCookie(exchange, { agent, name: LINK_COOKIE, value: '', maxAgeMs: 0 });
}

function setCookie(
  { request, reply }: Exchange,
  given: { readonly agent: Agent; readonly name: string; readonly value: string; readonly maxAgeMs: number },
): void {
  const { agent, name, value, maxAgeMs } = given;
  const path = `/c/${agent.scenarioId}`;
  const isSecure = request.protocol === 'https';
  reply.header('set-cookie', ownCookie(name, value, { path, maxAgeMs, isSecure }));
}
