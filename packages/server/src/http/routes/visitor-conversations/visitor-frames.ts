import type { VisitorEvent } from '@parley/protocol/api';
import { linkAddress } from '../../../commands/link-address.ts';
import type { Conversation } from '../../../domain/conversation/conversation.ts';
import {
  FIRST_STATUS,
  type LinkOf,
  statusAfter,
  type VisitorStatus,
  visitorEvent,
} from '../../../presenters/visitor-event.ts';
import { type JoinedEvent, joinEvents } from '../../../store/events/join-events.ts';
import { readConversationLogs } from '../../../store/events/read-tail.ts';
import { readStatusChanges } from '../../../store/visitors/status-changes.ts';
import type { HttpDeps } from '../../deps.ts';
import { frame } from '../../open-stream.ts';
import type { VisitorAccess } from '../../widget-route.ts';

/** Events of a page of a conversation. */
const PAGE = 200;

type Place = Pick<Conversation, 'workspaceId' | 'id'>;

/** What a visitor sees of the state of a conversation after the event `seq`. */
async function statusAt({ database }: Pick<HttpDeps, 'database'>, place: Place, seq: number): Promise<VisitorStatus> {
  const changes = await readStatusChanges(database.named, place, seq);
  return changes.reduce(statusAfter, FIRST_STATUS);
}

/** Where links of a conversation's messages lead while the agent's are tracked; null while they are not. */
function linkOf(deps: HttpDeps, { workspaceId, id }: Place, { widget }: VisitorAccess): LinkOf | null {
  if (!widget.linkTracking) return null;
  return (ord, url) => linkAddress(deps, { workspaceId, conversationId: id, ord, url });
}

type Reading = {
  readonly conversation: Place;
  readonly access: VisitorAccess;
  /** What comes after this event. */
  readonly after: number;
  /** Where the visitor's browser reaches us. */
  readonly host: string;
};

/** Tells the events of a conversation after one of them, in their order: the state of the conversation goes along. */
async function visitorTeller(
  deps: HttpDeps,
  { conversation, access, after, host }: Reading,
): Promise<(events: readonly JoinedEvent[]) => VisitorEvent[]> {
  let status = await statusAt(deps, conversation, after);
  const leading = linkOf(deps, conversation, access);
  return (events) =>
    events.flatMap((event) => {
      const before = status;
      status = statusAfter(before, event);
      return visitorEvent(event, { before, after: status, linkOf: leading, host }) ?? [];
    });
}

/** The events of a conversation after one of them, as a page. */
export async function pageOfEvents(deps: HttpDeps, reading: Reading) {
  const { conversation, after } = reading;
  const query = deps.database.named;
  const tell = await visitorTeller(deps, reading);
  const behind = { workspaceId: conversation.workspaceId, conversationId: conversation.id, after };
  const read = await readConversationLogs(query, [behind], PAGE + 1);
  const events = await joinEvents(query, read.slice(0, PAGE));
  return { items: tell(events), next_after: events.at(-1)?.seq ?? after, has_more: read.length > PAGE };
}

/** What writes the frames of a visitor's stream, null for events of which nothing is shown. */
export async function visitorFrames(
  deps: HttpDeps,
  reading: Reading,
): Promise<(events: readonly JoinedEvent[]) => Buffer | null> {
  const tell = await visitorTeller(deps, reading);
  return (events) => {
    const told = tell(events);
    return told.length === 0 ? null : Buffer.from(told.map((event) => frame('event', event, event.seq)).join(''));
  };
}
