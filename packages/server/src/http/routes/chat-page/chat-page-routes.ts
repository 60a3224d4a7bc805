import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { linkAddress } from '../../../commands/link-address.ts';
import { visitorSaw } from '../../../commands/visitor-saw.ts';
import { readSettings } from '../../../domain/agent/settings.ts';
import type { WidgetSettings } from '../../../domain/agent/widget-settings.ts';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import type { Entry } from '../../../domain/entry-points/entry-token.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import type { LinkOf } from '../../../presenters/visitor-event.ts';
import { findWidgetAgent, type WidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import { listWorkspaceMessages } from '../../../store/messages/list-workspace-messages.ts';
import type { HttpDeps } from '../../deps.ts';
import { tooMany } from '../../rate-limits.ts';
import { type Asked, chatPage } from './chat-page.ts';
import { handOver } from './hand-over.ts';
import { postMessage } from './post-message.ts';
import { newNonce, sendPage } from './send-page.ts';
import { sendVisitorError } from './visitor-errors.ts';
import { boundConversation, leaveLinked, linkedConversation, showLinked, visitorEntry } from './visitor-session.ts';

const VIEWS = { perMinute: 240, perHour: 6_000 };
/** So many of the latest events are read for the page. */
const SHOWN_EVENTS = 600;
const NOTICES: Readonly<Record<string, string>> = {
  late: 'Your message has arrived. The answer takes longer than usual: look again in a moment.',
  empty: 'Please write a message first.',
  email: 'That is no e-mail address. Your message was not sent: please write it again.',
};

type Query = { readonly [name in 'entry' | 'conversation' | 'leave' | 'notice']?: unknown };

/** The chat page of an agent, `/c/{scenario_id}`: a conversation without any script. */
export function chatPageRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.register(async (scope) => {
    const { default: formbody } = await import('@fastify/formbody');
    await scope.register(formbody, { bodyLimit: 64 * 1024 });
    scope.setErrorHandler((error, request, reply) => sendVisitorError(deps, error, request, reply));
    scope.get<{ Params: { scenario: string }; Querystring: Query }>('/c/:scenario', async (request, reply) => {
      await limitViews(deps, request);
      const found = await openAgent(deps, request.params.scenario);
      const { agent } = found;
      const { query } = request;
      if (typeof query.conversation === 'string') {
        // Into the cookie and out of the address, so that it is neither shown nor passed on.
        const linked = await linkedConversation(deps, agent, query.conversation);
        if (linked) await showLinked(deps, { request, reply }, { agent, conversationId: linked.id });
        return reply.header('cache-control', 'no-store').redirect(`/c/${agent.scenarioId}`, 303);
      }
      if (query.leave !== undefined) {
        leaveLinked({ request, reply }, agent);
        return reply.header('cache-control', 'no-store').redirect(`/c/${agent.scenarioId}`, 303);
      }
      const entry = visitorEntry(deps, agent, query.entry);
      const bound = await boundConversation(deps, request, agent);
      const shown = bound && (!entry || isThrough(bound.conversation, entry)) ? bound : null;
      const { conversation, isOwn } = shown ?? { conversation: null, isOwn: true };
      const nonce = newNonce();
      const entryToken = entry && !conversation ? String(query.entry) : null;
      const html = await render(deps, { ...found, conversation, isOwn, entryToken, nonce, notice: noticeOf(query) });
      return sendPage(reply, nonce, html);
    });
    scope.post<{ Params: { scenario: string } }>('/c/:scenario', async (request, reply) =>
      postMessage(deps, { request, reply }, await openAgent(deps, request.params.scenario)),
    );
  });
}

function noticeOf({ notice }: Query): string | null {
  return typeof notice === 'string' && Object.hasOwn(NOTICES, notice) ? (NOTICES[notice] ?? null) : null;
}

const isThrough = (conversation: Conversation, { id }: Entry): boolean =>
  [conversation.qrCodeId, conversation.productId, conversation.objectId].includes(id);

async function openAgent(deps: HttpDeps, scenario: string): Promise<WidgetAgent> {
  const found = /^[a-z0-9]{10}$/.test(scenario) ? await findWidgetAgent(deps.database.named, scenario) : null;
  if (!found || found.agent.state === 'draft') throw new AppError('not_found', 'There is no chat at this address.');
  return found;
}

async function limitViews(deps: HttpDeps, request: FastifyRequest): Promise<void> {
  const { retryAfterSeconds } = await deps.limits.spend(`chat-views:${addressGroup(request.ip)}`, VIEWS);
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
}

type Shown = WidgetAgent & {
  readonly conversation: Conversation | null;
  readonly isOwn: boolean;
  readonly entryToken: string | null;
  readonly nonce: string;
  readonly notice: string | null;
};

async function render(deps: HttpDeps, { agent, widget, conversation, isOwn, ...shown }: Shown): Promise<string> {
  if (conversation) {
    deps.presence.seen(conversation.id);
    await visitorSaw(deps, conversation);
  }
  const after = Math.max(0, (conversation?.seq ?? 0) - SHOWN_EVENTS);
  const messages = conversation
    ? await listWorkspaceMessages(deps.database.named, conversation, { after, limit: SHOWN_EVENTS })
    : null;
  return chatPage({
    ...shown,
    path: `/c/${agent.scenarioId}`,
    settings: readSettings(agent.settings),
    theme: widget.theme,
    messages,
    linkOf: conversation && widget.linkTracking ? leadingLinks(deps, conversation) : null,
    isLinked: !isOwn,
    asked: askedOf(widget, conversation),
    waitsForPeople: conversation !== null && conversation.progress === 'open' && conversation.driver !== 'ai',
    messageId: deps.ids.uuid(),
    // Nobody can tell this page who its visitor is: the widget could say no more than it does.
    widget: widget.identityRequired
      ? null
      : handOver(deps, { agent, conversation, isOwn, entryToken: shown.entryToken }),
  });
}

const leadingLinks =
  (deps: HttpDeps, { workspaceId, id }: Conversation): LinkOf =>
  (ord, url) =>
    linkAddress(deps, { workspaceId, conversationId: id, ord, url });

/** What the page asks for with a message; null where it takes none. */
function askedOf({ identityRequired, consentText }: WidgetSettings, conversation: Conversation | null): Asked | null {
  if (identityRequired) return null;
  return { email: !conversation?.visitor.email, consentText: conversation ? null : consentText };
}
