import type { ConversationEvent, MarkerCode, MessageFeedback } from '@parley/protocol';
import type { Attachment, LiveEvent } from '@parley/protocol/api';
import type { MessageDelivery } from '../domain/channels/message-delivery.ts';
import { conversationNote, type ShownNote } from './conversation-note.ts';
import { offsetTime } from './offset-time.ts';
import { unifiedAnalysis } from './unified-analysis.ts';
import { type ShownMessage, workspaceMarker, workspaceMessage } from './workspace-message.ts';

/** An event with what it speaks of, as it is stored. */
export type ShownEvent = {
  readonly conversationId: string;
  readonly agentId: string;
  readonly seq: number;
  readonly event: ConversationEvent;
  readonly createdAt: Date;
  readonly message: {
    readonly id: string;
    readonly author: ShownMessage['author'];
    readonly author_id: string | null;
    readonly content: string;
    readonly attachments: readonly object[];
    readonly client_metadata: object | null;
    readonly feedback?: object | null;
    readonly verified?: boolean | null;
    readonly delivery?: object | null;
    readonly edited_at?: Date | null;
    readonly deleted_at?: Date | null;
    readonly created_at: Date;
  } | null;
  readonly note: Omit<ShownNote, 'conversationId'> | null;
};

type Event<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>;

/** An event as the Workspace API's streams tell it; null when the message that it speaks of is gone. */
export function liveEvent(shown: ShownEvent): LiveEvent | null {
  const { event } = shown;
  const place = {
    conversation_id: shown.conversationId,
    chatbot_id: shown.agentId,
    seq: shown.seq,
    created_at: offsetTime(shown.createdAt),
  };
  switch (event.type) {
    case 'conversation.started':
      return { type: event.type, ...place, data: startedData(event.data) };
    case 'message.received':
    case 'message.sent': {
      const message = messageOf(shown);
      return message && { ...event, ...place, message };
    }
    case 'message.changed':
    case 'message.delivered':
    case 'message.undelivered': {
      const message = messageOf(shown);
      return message && { ...event, ...place, message };
    }
    case 'marker.added':
      return { ...event, ...place, marker: markerOf(shown, event.data.code) };
    case 'conversation.updated':
      return { type: event.type, ...place, data: updated(event.data) };
    case 'conversation.metadata_set':
      return { type: event.type, ...place, data: metadataSet(event.data) };
    case 'message.rated':
      return { type: event.type, ...place, data: event.data };
    case 'conversation.rated': {
      const { answers, comment } = event.data.rating;
      return { type: event.type, ...place, data: { rating: { answers: { ...answers }, comment } } };
    }
    case 'link.followed': {
      const { ord, messageId, url } = event.data;
      return { type: event.type, ...place, data: { ord, message_id: messageId, url } };
    }
    case 'conversation.read':
    case 'conversation.marked_unread':
      return { ...event, ...place };
    case 'conversation.tagged': {
      const { added, removed, by } = event.data;
      return { type: event.type, ...place, data: { added: [...added], removed: [...removed], by } };
    }
    case 'conversation.analysed': {
      const { analysis, sentimentScore, summary, title } = event.data;
      const found = { analysis: unifiedAnalysis(analysis), sentiment_score: sentimentScore, summary };
      return { type: event.type, ...place, data: { ...found, ...(title === undefined ? {} : { title }) } };
    }
    case 'note.created':
    case 'note.updated':
      return { type: event.type, ...place, data: noteData(event.data), note: noteOf(shown) };
    case 'note.deleted':
      return { type: event.type, ...place, data: noteData(event.data) };
    case 'turn.queued':
      return { type: event.type, ...place, data: { turn_id: event.data.turnId, ord: event.data.ord } };
    case 'turn.ended': {
      const { turnId, ord, reason } = event.data;
      return { type: event.type, ...place, data: { turn_id: turnId, ord, reason } };
    }
  }
}

function startedData({ unverified, verifiedAs, ...data }: Event<'conversation.started'>['data']) {
  return {
    ...data,
    ...(unverified ? { unverified: [...unverified] } : {}),
    ...(verifiedAs === undefined ? {} : { verified_as: verifiedAs }),
  };
}

function messageOf({ conversationId, message }: ShownEvent): ReturnType<typeof workspaceMessage> | null {
  if (!message) return null;
  return workspaceMessage({
    id: message.id,
    conversationId,
    author: message.author,
    authorId: message.author_id,
    content: message.content,
    // Stored in the contract's own shape.
    attachments: message.attachments as readonly Attachment[],
    clientMetadata: message.client_metadata,
    feedback: (message.feedback ?? null) as MessageFeedback | null,
    verified: message.verified ?? null,
    // Written by ourselves.
    delivery: (message.delivery ?? null) as MessageDelivery | null,
    editedAt: message.edited_at ?? null,
    deletedAt: message.deleted_at ?? null,
    createdAt: message.created_at,
  });
}

const markerOf = ({ conversationId, seq, createdAt }: ShownEvent, code: MarkerCode) =>
  workspaceMarker({ conversationId, seq, code, createdAt });

const noteOf = ({ conversationId, note }: ShownEvent) => note && conversationNote({ conversationId, ...note });

const noteData = ({ noteId, by }: Event<'note.created'>['data']) => ({ note_id: noteId, by });

function metadataSet({ changed, removed, values, unverified, by }: Event<'conversation.metadata_set'>['data']) {
  return {
    changed: [...changed],
    removed: [...removed],
    ...(values ? { values } : {}),
    ...(unverified ? { unverified: [...unverified] } : {}),
    ...(by ? { by } : {}),
  };
}

/** Fields of a conversation in the words of the contract. */
export const CONTRACT_FIELDS = {
  driver: 'driver',
  progress: 'progress',
  priority: 'priority',
  assignedTo: 'assigned_to',
  title: 'title',
  visitorName: 'contact_name',
  visitorEmail: 'contact_email',
  visitorPhone: 'contact_phone',
  visitorLabel: 'contact_label',
  verifiedAs: 'verified_as',
  by: 'by',
} as const satisfies Record<keyof Event<'conversation.updated'>['data'], string>;

type Updated = Extract<LiveEvent, { type: 'conversation.updated' }>['data'];

function updated(data: Event<'conversation.updated'>['data']): Updated {
  const entries = Object.entries(CONTRACT_FIELDS).flatMap(([field, name]) => {
    const value = data[field as keyof typeof CONTRACT_FIELDS];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries) as Updated;
}
