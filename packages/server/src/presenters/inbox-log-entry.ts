import type { Actor, ConversationEvent } from '@parley/protocol';
import type { InboxLogEntry } from '@parley/protocol/api';
import { liveEvent, type ShownEvent } from './live-event.ts';
import { type ActorBook, idOfActor, namedActor } from './named-actor.ts';
import { offsetTime } from './offset-time.ts';

/** An event that is no message as the inbox lists it; null when what it speaks of is gone. */
export function inboxLogEntry(shown: ShownEvent, book: ActorBook): InboxLogEntry | null {
  const event = liveEvent(shown);
  if (!event) return null;
  const actor = actorOf(shown.event);
  const { from = null, to = null } = ownersOf(shown.event);
  return {
    object: 'log_entry',
    seq: shown.seq,
    created_at: offsetTime(shown.createdAt),
    event,
    actor: actor && namedActor(actor, book),
    from: ownerOf(from, book),
    to: ownerOf(to, book),
  };
}

/** Whom the book must know for some events. */
export const actorIdsOfLog = (events: readonly Pick<ShownEvent, 'event'>[]): string[] =>
  events.flatMap(({ event }) => {
    const { from = null, to = null } = ownersOf(event);
    return [...idOfActor(actorOf(event)), ...[from, to].flatMap((id) => id ?? [])];
  });

function actorOf({ type, data }: ConversationEvent): Actor | null {
  if ('by' in data && data.by) return data.by;
  switch (type) {
    case 'conversation.started':
    case 'message.rated':
    case 'conversation.rated':
    case 'link.followed':
    case 'message.changed':
      return { type: 'visitor' };
    case 'turn.ended':
      return { type: 'ai_assistant' };
    default:
      return null;
  }
}

const ownersOf = (event: ConversationEvent): { readonly from?: string | null; readonly to?: string | null } =>
  event.type === 'conversation.updated' ? (event.data.assignedTo ?? {}) : {};

const ownerOf = (id: string | null, book: ActorBook) =>
  id === null ? null : namedActor({ type: 'operator', id }, book);
