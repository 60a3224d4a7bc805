import type { listConversationEventsEndpoint } from '@parley/protocol/api';
import { PRESENT_MS } from '../../../runtime/presence.ts';
import type { JoinedEvent } from '../../../store/events/join-events.ts';
import { shownEvent } from '../../../store/events/list-conversation-events.ts';
import type { AgentCall } from '../../agent-route.ts';
import { bearerAccess } from '../../auth/bearer-token.ts';
import type { HttpDeps } from '../../deps.ts';
import { followConversation, frame, lastEventId, openStream } from '../../open-stream.ts';
import { TAKEN_OVER, type TakenOver } from '../../taken-over.ts';
import { writtenOnce } from '../../written-once.ts';
import { followSignals, signal, visitorSignal } from '../live-events/live-signals.ts';
import { presentEvent } from './present-event.ts';

type Call = AgentCall<typeof listConversationEventsEndpoint>;

/**
 * The same items as the list, each as it comes, from `Last-Event-ID` or `after` on. Whoever follows is the visitor's side:
 * the visitor counts as there meanwhile. The caller must have checked that the agent has this conversation.
 */
export function streamConversationEvents(deps: HttpDeps, { access, params, query, request, reply }: Call): TakenOver {
  const { workspaceId } = access.agent;
  const conversationId = params.conv_id;
  const stream = openStream(deps, { request, reply, authorise: () => bearerAccess(deps, request) });
  const last = Number(lastEventId(request) ?? query.after ?? 0);
  const after = Number.isSafeInteger(last) && last > 0 ? last : 0;
  followConversation(deps, stream, { workspaceId, conversationId, after }, frames);
  followSignals(deps, stream, `conversation:${conversationId}`, visitorSignal);
  stayPresent(deps, { workspaceId, conversationId }, stream.closed);
  return TAKEN_OVER;
}

type Key = { readonly workspaceId: string; readonly conversationId: string };

/** Half as long as presence lasts, so that it does not lapse between two. */
const RENEW_MS = PRESENT_MS / 2;

function stayPresent(deps: HttpDeps, { workspaceId, conversationId }: Key, closed: AbortSignal): void {
  const tell = (isPresent: boolean): void =>
    signal(deps, workspaceId, { type: 'presence', conversation_id: conversationId, is_present: isPresent });
  deps.presence.seen(conversationId);
  tell(true);
  const timer = setInterval(() => deps.presence.seen(conversationId), RENEW_MS);
  closed.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      tell(false);
    },
    { once: true },
  );
}

const frames = writtenOnce((event: JoinedEvent): string => {
  const shown = shownEvent(event, event.message);
  if (!shown) return '';
  const item = presentEvent(shown);
  return frame(item.type, item, item.seq);
});
