import type {
  Actor,
  ConversationEvent,
  ConversationStatus,
  FieldChange,
  Priority,
  WebhookEvent,
} from '@parley/protocol';
import { type Conversation, statusOf } from '../conversation/conversation.ts';

type Updated = Extract<ConversationEvent, { type: 'conversation.updated' }>['data'];

/** What a change changed, in the words of the Workspace API. */
export type ContractChanges = {
  readonly status?: FieldChange<ConversationStatus>;
  readonly priority?: FieldChange<Priority>;
  readonly assigned_to?: FieldChange<string | null>;
  readonly title?: FieldChange<string | null>;
  readonly contact_name?: FieldChange<string | null>;
  readonly contact_email?: FieldChange<string | null>;
  readonly contact_phone?: FieldChange<string | null>;
  readonly contact_label?: FieldChange<string | null>;
};

/** The types of logged events that endpoints may be told of. */
export const TOLD_EVENTS = [
  'conversation.started',
  'message.received',
  'message.sent',
  'marker.added',
  'conversation.updated',
  'conversation.tagged',
  'conversation.analysed',
  'note.created',
] as const satisfies readonly ConversationEvent['type'][];

/** Says whether and as what endpoints are told of an event, in this order. `after` is the state that it led to. */
export function webhookEventsOf(
  event: ConversationEvent,
  after: Pick<Conversation, 'driver' | 'progress'>,
): WebhookEvent[] {
  switch (event.type) {
    case 'conversation.started':
      return ['conversation.created'];
    case 'message.received':
    case 'message.sent':
    case 'marker.added':
      return ['message.created'];
    case 'conversation.updated':
      return ofChanges(contractChanges(event.data, after));
    case 'conversation.tagged':
      return ['conversation.tagged'];
    case 'conversation.analysed':
      return ['analysis.completed', ...(event.data.isNewlyFlagged ? (['conversation.flagged'] as const) : [])];
    case 'note.created':
      return ['note.created'];
    default:
      return [];
  }
}

function ofChanges(changes: ContractChanges): WebhookEvent[] {
  // Who drives may change without a sign outside, as in a resolved conversation.
  if (Object.keys(changes).length === 0) return [];
  return [
    'conversation.updated',
    ...(changes.assigned_to ? (['conversation.assigned'] as const) : []),
    ...(changes.status?.to === 'agent_requested' ? (['handoff.requested'] as const) : []),
  ];
}

/** The changes of an event: who drives and how far it has come are one status outside. */
export function contractChanges(data: Updated, after: Pick<Conversation, 'driver' | 'progress'>): ContractChanges {
  const from = statusOf({
    driver: data.driver?.from ?? after.driver,
    progress: data.progress?.from ?? after.progress,
  });
  const to = statusOf(after);
  return {
    ...(from === to ? {} : { status: { from, to } }),
    ...(data.priority ? { priority: data.priority } : {}),
    ...(data.assignedTo ? { assigned_to: data.assignedTo } : {}),
    ...(data.title ? { title: data.title } : {}),
    ...(data.visitorName ? { contact_name: data.visitorName } : {}),
    ...(data.visitorEmail ? { contact_email: data.visitorEmail } : {}),
    ...(data.visitorPhone ? { contact_phone: data.visitorPhone } : {}),
    ...(data.visitorLabel ? { contact_label: data.visitorLabel } : {}),
  };
}

/** Who did what an event tells. */
export const actorOfEvent = (by: Actor | undefined): { type: Actor['type']; id: string | null } => ({
  type: by?.type ?? 'system',
  id: by && 'id' in by ? by.id : null,
});
