import type { listConversationEventsEndpoint } from '@parley/protocol/api';
import type { JoinedEvent } from '../../../store/events/join-events.ts';
import { shownEvent } from '../../../store/events/list-conversation-events.ts';
import type { AgentCall } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { followConversation, frame, lastEventId, openStream } from '../../open-stream.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import { writtenOnce } from '../../written-once.ts';
import { followSignals, stayPresent, visitorSignal } from '../live-events/live-signals.ts';
import { presentEvent } from './present-event.ts';

type Call = AgentCall<typeof listConversationEventsEndpoint>;

/**
 * The same items as the list, each as it comes, from `Last-Event-ID` or `after` on. Who follows with a token is the
 * visitor's side: the visitor counts as there meanwhile. The caller must have checked that the agent has this conversation.
 */
export function streamConversationEvents(deps: HttpDeps, call: Call): TakenOver {
  const { access, params, query, request, reply, authorise, isPerson } = call;
  const { workspaceId } = access.agent;
  const conversationId = params.conv_id;
  const stream = openStream(deps, { request, reply, authorise });
  const last = Number(lastEventId(request) ?? query.after ?? 0);
  const after = Number.isSafeInteger(last) && last > 0 ? last : 0;
  followConversation(deps, stream, { workspaceId, conversationId, after }, frames);
  followSignals(deps, stream, `conversation:${conversationId}`, visitorSignal);
  if (!isPerson) stayPresent(deps, { workspaceId, conversationId }, stream.closed);
  return TAKEN_OVER;
}

const frames = writtenOnce((event: JoinedEvent): string => {
  const shown = shownEvent(event, event.message);
  if (!shown) return '';
  const item = presentEvent(shown);
  return frame(item.type, item, item.seq);
});
