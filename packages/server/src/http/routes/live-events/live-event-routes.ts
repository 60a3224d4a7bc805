import { AppError } from '@parley/protocol';
import {
  listLiveEventsEndpoint,
  listWorkspaceConversationEventsEndpoint,
  signalTypingEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { tellSignal } from '../../../commands/tell-signal.ts';
import { liveEvent } from '../../../presenters/live-event.ts';
import { readPosition, writePosition } from '../../../realtime/position.ts';
import { findConversation } from '../../../store/conversations/find-conversation.ts';
import { joinEvents, type LogCursor } from '../../../store/events/join-events.ts';
import { endOfLog, LOG_START, readConversationLogs, readWorkspaceLog } from '../../../store/events/read-tail.ts';
import type { HttpDeps } from '../../deps.ts';
import { lastEventId, wantsStream } from '../../open-stream.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { workspaceItems } from './live-frames.ts';
import { streamLiveConversation } from './stream-live-conversation.ts';
import { streamWorkspaceEvents } from './stream-workspace-events.ts';

/** The endpoints that tell what happens as it happens, and the one that says that somebody types. */
export function liveEventRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceEventsRoute(app, deps);
  conversationEventsRoute(app, deps);
  typingRoute(app, deps);
}

function workspaceEventsRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listLiveEventsEndpoint, async (call) => {
    const { query, request, workspaceId } = call;
    const after = lastEventId(request) ?? query.after;
    if (wantsStream(request, query)) return streamWorkspaceEvents(deps, call, positionOf(after));
    const from = positionOf(after) ?? (await endOfLog(deps.database.named));
    const page = await readWorkspaceLog(deps.database.named, workspaceId, from, query.limit);
    const events = await joinEvents(deps.database.named, page.events);
    return {
      object: 'list' as const,
      has_more: !page.isLast,
      next_after: writePosition(page.position),
      data: workspaceItems(events),
    };
  });
}

/** The position that a reader names; null for none. */
function positionOf(after: string | undefined): LogCursor | null {
  if (after === undefined) return null;
  const position = after === 'start' ? LOG_START : readPosition(after);
  if (!position) throw new AppError('bad_request', '`after` is no `id` of an event.', { reason: 'invalid_query' });
  return position;
}

function conversationEventsRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listWorkspaceConversationEventsEndpoint, async (call) => {
    const { params, query, workspaceId } = call;
    const query_ = deps.database.named;
    await requireConversation(deps, workspaceId, params.id);
    const after = seqOf(lastEventId(call.request)) ?? query.after ?? 0;
    if (wantsStream(call.request, query)) return streamLiveConversation(deps, call, after);
    const behind = { workspaceId, conversationId: params.id, after };
    const read = await readConversationLogs(query_, [behind], query.limit + 1);
    const events = await joinEvents(query_, read.slice(0, query.limit));
    return {
      object: 'list' as const,
      has_more: read.length > query.limit,
      next_after: events.at(-1)?.seq ?? after,
      data: events.flatMap((event) => liveEvent(event) ?? []),
    };
  });
}

function seqOf(id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  const seq = /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN;
  if (Number.isSafeInteger(seq)) return seq;
  throw new AppError('bad_request', '`Last-Event-ID` is no `id` of an event.', { reason: 'invalid_query' });
}

function typingRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, signalTypingEndpoint, async ({ params, body, workspaceId, actor }) => {
    await requireConversation(deps, workspaceId, params.id);
    tellSignal(deps, workspaceId, {
      type: 'typing',
      conversation_id: params.id,
      author: 'human_operator',
      user_id: actor.type === 'operator' ? actor.id : null,
      is_typing: body.is_typing,
    });
    return { object: 'typing' as const, conversation_id: params.id, is_typing: body.is_typing };
  });
}

async function requireConversation({ database }: HttpDeps, workspaceId: string, id: string): Promise<void> {
  const found = await findConversation(database.named, { workspaceId, id });
  if (!found) throw new AppError('not_found', 'There is no such conversation.');
}
