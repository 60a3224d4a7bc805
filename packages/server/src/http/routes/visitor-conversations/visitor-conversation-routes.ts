import {
  askForPersonEndpoint,
  followVisitorConversationEndpoint,
  listVisitorConversationsEndpoint,
  markVisitorSeenEndpoint,
  sendVisitorMessageEndpoint,
  signalVisitorTypingEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { requestPerson } from '../../../commands/request-person.ts';
import { tellSignal } from '../../../commands/tell-signal.ts';
import { visitorSaw } from '../../../commands/visitor-saw.ts';
import { visitorOrigin } from '../../../domain/people/origin.ts';
import { requireMayWrite } from '../../../domain/visitor/visitor-session.ts';
import { utcTime } from '../../../presenters/utc-time.ts';
import { operatorOf } from '../../../presenters/visitor-event.ts';
import { listVisitorConversations } from '../../../store/visitors/visitor-conversations.ts';
import type { HttpDeps } from '../../deps.ts';
import { lastEventId, wantsStream } from '../../open-stream.ts';
import { publicHost } from '../../public-host.ts';
import { widgetRoute } from '../../widget-route.ts';
import { coalescing } from './coalescing.ts';
import { sendMessage } from './send-message.ts';
import { streamVisitorConversation } from './stream-visitor-conversation.ts';
import { requireConversation, visitorKey } from './visitor-conversation.ts';
import { pageOfEvents } from './visitor-frames.ts';

/** What visitors say, and what they follow. */
export function visitorConversationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, sendVisitorMessageEndpoint, (call) => sendMessage(deps, call));
  eventsRoute(app, deps);
  listRoute(app, deps);
  handOffRoute(app, deps);
  typingRoute(app, deps);
  widgetRoute(app, deps, markVisitorSeenEndpoint, async ({ access, params }) => {
    const conversation = await requireConversation(deps, access, params.id);
    deps.presence.seen(conversation.id);
    await visitorSaw(deps, conversation);
    return { is_done: true as const };
  });
}

function eventsRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, followVisitorConversationEndpoint, async (call) => {
    const { access, params, query, request } = call;
    const conversation = await requireConversation(deps, access, params.id);
    const last = Number(lastEventId(request) ?? query.after ?? 0);
    // Whoever names no place of ours has seen nothing of it.
    const after = Number.isSafeInteger(last) && last > 0 ? Math.min(last, conversation.seq) : 0;
    if (wantsStream(request, query)) return streamVisitorConversation(deps, call, conversation, after);
    return pageOfEvents(deps, { conversation, access, after, host: publicHost(deps, request) });
  });
}

function listRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, listVisitorConversationsEndpoint, async ({ access, request }) => {
    const host = publicHost(deps, request);
    const rows = await listVisitorConversations(deps.database.named, visitorKey(access));
    return {
      items: rows.map((row) => ({
        id: row.id,
        title: row.title,
        last_message: row.last_message_content.slice(0, PREVIEW),
        last_message_at: utcTime(row.last_message_at),
        created_at: utcTime(row.created_at),
        driver: row.driver,
        progress: row.progress,
        operator: operatorOf(
          row.operator_name === null ? null : { name: row.operator_name, image: row.operator_image },
          host,
        ),
      })),
    };
  });
}

/** Characters of the last message that the list shows. */
const PREVIEW = 200;

function handOffRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, askForPersonEndpoint, async ({ access, params }) => {
    requireMayWrite(access.session, access.widget);
    const { id: conversationId, workspaceId } = await requireConversation(deps, access, params.id);
    await requestPerson(deps, { workspaceId, conversationId, origin: visitorOrigin(workspaceId) });
    return { is_done: true as const };
  });
}

function typingRoute(app: FastifyInstance, deps: HttpDeps): void {
  const isNews = coalescing(TYPING_MS, () => deps.clock.monotonicMs());
  widgetRoute(app, deps, signalVisitorTypingEndpoint, async ({ access, params, body }) => {
    const { id, workspaceId } = await requireConversation(deps, access, params.id);
    deps.presence.seen(id);
    const { is_typing } = body;
    if (isNews(`${id} ${is_typing}`)) {
      tellSignal(deps, workspaceId, {
        type: 'typing',
        conversation_id: id,
        author: 'visitor',
        user_id: null,
        is_typing,
      });
    }
    return { is_done: true as const };
  });
}

/** The team is told so often that a visitor types, however many tabs and keys say it. */
const TYPING_MS = 1_000;
