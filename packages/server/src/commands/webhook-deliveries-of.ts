import type { Attachment } from '@parley/protocol/api';
import { conversationAsOf } from '../domain/webhook/conversation-as-of.ts';
import { seenBefore } from '../domain/webhook/seen-before.ts';
import { TOLD_EVENTS, webhookEventsOf } from '../domain/webhook/webhook-events.ts';
import { type ToldEvent, webhookPayload } from '../presenters/webhook-payload.ts';
import type { Tx } from '../store/schema.ts';
import type { Listener } from '../store/webhooks/endpoint-cursors.ts';
import type { NewDelivery } from '../store/webhooks/insert-deliveries.ts';
import type { LoggedEvent } from '../store/webhooks/read-events.ts';
import { type Facts, type FactsAsked, messageKey, readFacts } from '../store/webhooks/read-facts.ts';

/** What there is to deliver of a batch of events, in their order, and to whom of the listeners. */
export async function webhookDeliveriesOf(
  tx: Tx,
  events: readonly LoggedEvent[],
  listeners: readonly Listener[],
): Promise<NewDelivery[]> {
  const byWorkspace = Map.groupBy(listeners, ({ workspaceId }) => workspaceId);
  const heard = inOrder(events.filter(({ workspaceId, event }) => byWorkspace.has(workspaceId) && isTold(event.type)));
  if (heard.length === 0) return [];
  const facts = await readFacts(tx, askedOf(heard));
  return heard.flatMap((logged) => {
    const told = toldEvent(logged, facts);
    return told ? deliveriesOf(logged, told, byWorkspace.get(logged.workspaceId) ?? []) : [];
  });
}

/** A transaction that began earlier may have appended the later event: within a conversation, its own numbers count. */
function inOrder(events: readonly LoggedEvent[]): LoggedEvent[] {
  const bySeq = new Map(
    [...Map.groupBy(events, ({ conversationId }) => conversationId)].map(([id, list]) => [
      id,
      list.toSorted((a, b) => a.seq - b.seq).values(),
    ]),
  );
  return events.flatMap(({ conversationId }) => bySeq.get(conversationId)?.next().value ?? []);
}

const isTold = (type: string): boolean => TOLD_EVENTS.some((each) => each === type);

function askedOf(events: readonly LoggedEvent[]): FactsAsked {
  return {
    conversations: [...new Map(events.map((event) => [event.conversationId, event])).values()],
    messages: events.flatMap(({ event, ...place }) => {
      const isMessage = event.type === 'message.received' || event.type === 'message.sent';
      return isMessage ? [{ ...place, ord: event.data.ord }] : [];
    }),
    notes: events.flatMap(({ event, ...place }) =>
      event.type === 'note.created' ? [{ ...place, noteId: event.data.noteId }] : [],
    ),
    withTags: events.some(({ event }) => event.type === 'conversation.tagged'),
  };
}

/** Gives null for conversations that are gone or are none of a visitor. */
function toldEvent({ conversationId, seq, event, at }: LoggedEvent, facts: Facts): ToldEvent | null {
  const now = facts.conversations.get(conversationId);
  if (!now || now.source === 'preview' || now.source === 'simulation') return null;
  const message = 'ord' in event.data ? facts.messages.get(messageKey(conversationId, event.data.ord)) : undefined;
  const note = 'noteId' in event.data ? facts.notes.get(event.data.noteId) : undefined;
  return {
    event,
    seq,
    at,
    conversation: conversationAsOf(now, facts.changes.get(conversationId) ?? [], seq),
    message: message
      ? {
          id: message.id,
          conversationId,
          author: message.author,
          authorId: message.author_id,
          content: message.content,
          // The store keeps what its writers were given by this shape.
          attachments: message.attachments as unknown as Attachment[],
          clientMetadata: message.client_metadata,
          verified: message.verified,
          createdAt: message.created_at,
        }
      : null,
    note: note
      ? {
          id: note.id,
          conversationId,
          authorId: note.author_id,
          content: note.content,
          pinned: note.pinned,
          createdAt: note.created_at,
          updatedAt: note.updated_at,
        }
      : null,
    tags: now.tagIds.flatMap((id) => {
      const tag = facts.tags.get(id);
      return tag ? [{ id, name: tag.name, color: tag.color, createdAt: tag.created_at }] : [];
    }),
  };
}

function deliveriesOf(logged: LoggedEvent, told: ToldEvent, listeners: readonly Listener[]): NewDelivery[] {
  return webhookEventsOf(logged.event, told.conversation).flatMap((type) => {
    const endpointIds = listeners
      .filter(({ events, begins }) => events.includes(type) && !(begins && seenBefore(begins, logged.xid)))
      .map(({ id }) => id);
    const body = endpointIds.length > 0 ? webhookPayload(type, told) : null;
    if (body === null) return [];
    return [{ workspaceId: logged.workspaceId, conversationId: logged.conversationId, event: type, body, endpointIds }];
  });
}
