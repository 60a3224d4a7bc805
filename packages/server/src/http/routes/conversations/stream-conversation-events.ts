import type { listConversationEventsEndpoint } from '@parley/protocol/api';
import type { FastifyReply } from 'fastify';
import type { JoinedEvent } from '../../../store/events/join-events.ts';
import { shownEvent } from '../../../store/events/list-conversation-events.ts';
import type { AgentCall } from '../../agent-route.ts';
import { bearerAccess } from '../../auth/bearer-token.ts';
import type { HttpDeps } from '../../deps.ts';
import { frame, lastEventId, openStream } from '../../open-stream.ts';
import { presentEvent } from './present-event.ts';

type Call = AgentCall<typeof listConversationEventsEndpoint>;

/**
 * The same items as the list, each as it comes, from `Last-Event-ID` or `after` on. The caller must have checked that the
 * agent has this conversation.
 */
export function streamConversationEvents(deps: HttpDeps, call: Call): FastifyReply {
  const { access, params, query, request, reply } = call;
  const conversationId = params.conv_id;
  const stream = openStream(deps, { request, reply, authorise: () => bearerAccess(deps, request) });
  const after = Number(lastEventId(request) ?? query.after ?? 0);
  const follower = {
    workspaceId: access.agent.workspaceId,
    conversationId,
    after: Number.isSafeInteger(after) && after > 0 ? after : 0,
    isReady: stream.isDrained,
    take(events: readonly JoinedEvent[]) {
      const frames = framesOf(events);
      if (frames !== '') stream.write(frames);
      if (!stream.isDrained()) void stream.drained().then(() => deps.live.hub.wake(conversationId));
    },
  };
  stream.closed.addEventListener('abort', deps.live.hub.followConversation(follower), { once: true });
  return reply;
}

/** Streams that are level get the same array, which is written out once for all of them. */
const written = new WeakMap<readonly JoinedEvent[], string>();

function framesOf(events: readonly JoinedEvent[]): string {
  const known = written.get(events);
  if (known !== undefined) return known;
  const frames = events.map(frameOf).join('');
  written.set(events, frames);
  return frames;
}

function frameOf(event: JoinedEvent): string {
  const shown = shownEvent(event, event.message);
  if (!shown) return '';
  const item = presentEvent(shown);
  return frame(item.type, item, item.seq);
}
