import {
  type ConversationEvent,
  type ConversationEventType,
  MARKER_TEXTS,
  type MessageChange,
  type MessageFeedback,
  type StoppedStatus,
  type TurnEndReason,
} from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { assigneeType, isTerminated, resolutionStatus } from './conversation.ts';

/** What an event that is no message says in the log: a code for programs, a sentence for people. */
export type LogEntry = { readonly code: string; readonly text: string; readonly data?: JsonObject };

/** The events that appear in the log of a conversation; the rest only keeps our own state. */
export const LOGGED_EVENTS = [
  'marker.added',
  'conversation.updated',
  'conversation.metadata_set',
  'turn.ended',
  'message.rated',
  'conversation.rated',
  'message.changed',
  'message.undelivered',
] as const satisfies readonly ConversationEventType[];

const TURN_ENDS = {
  superseded: "The agent's reply was dropped: the conversation changed while it was being written.",
  failed: 'The agent could not reply. The message stays, and the next turn answers it.',
  abandoned: "The agent's reply was cut off by a restart.",
  gave_up_waiting: 'The message waited too long behind earlier ones. It stays, and the next turn answers it.',
} as const satisfies Record<TurnEndReason, string>;

const CHANGES = {
  edited: 'The visitor changed the message.',
  deleted: 'The visitor took the message back.',
  files: 'A file of the message was fetched, or is not to be had.',
} as const satisfies Record<MessageChange, string>;

const STOPPED = {
  failed: 'The message could not be delivered.',
  unknown: 'It is not known whether the message arrived. It is not sent again by itself.',
  held: 'The message waits until the visitor writes again.',
  dropped: 'The message was not sent: it was not wanted any more.',
} as const satisfies Record<StoppedStatus, string>;

/** The log entry of an event; null for events that are messages or do not appear. */
export function logEntry(event: ConversationEvent): LogEntry | null {
  switch (event.type) {
    case 'marker.added':
      return { code: event.data.code, text: MARKER_TEXTS[event.data.code] };
    case 'conversation.updated':
      return updateEntry(event.data);
    case 'conversation.metadata_set':
      return { code: 'metadata_set', text: 'The metadata of the conversation changed.', data: keysOf(event.data) };
    case 'turn.ended':
      return { code: `turn_${event.data.reason}`, text: TURN_ENDS[event.data.reason], data: { ord: event.data.ord } };
    case 'message.changed':
      return { code: `message_${event.data.change}`, text: CHANGES[event.data.change], data: { ord: event.data.ord } };
    case 'message.undelivered': {
      const { ord, status, reason } = event.data;
      return { code: `message_${status}`, text: STOPPED[status], data: { ord, reason } };
    }
    case 'message.rated':
      return { code: 'message_rated', text: 'The visitor judged a reply.', data: ratedOf(event.data) };
    case 'conversation.rated': {
      const { answers, comment } = event.data.rating;
      return { code: 'conversation_rated', text: 'The visitor rated the conversation.', data: { answers, comment } };
    }
    default:
      return null;
  }
}

const ratedOf = ({ ord, feedback }: { ord: number; feedback: MessageFeedback | null }): JsonObject => ({
  ord,
  feedback: feedback && { ...feedback },
});

/** The values stay with the metadata, which callers of this surface read by its own call. */
const keysOf = ({ changed, removed }: { changed: readonly string[]; removed: readonly string[] }): JsonObject => ({
  changed: [...changed],
  removed: [...removed],
});

type Updated = Extract<ConversationEvent, { type: 'conversation.updated' }>['data'];

/** Who builds a chat on this log shows it to visitors: whose it is and how urgent stays among the team. */
function updateEntry(data: Updated): LogEntry {
  if (data.driver || data.progress) {
    return { code: 'status_changed', text: 'The status of the conversation changed.', data: statusChange(data) };
  }
  if (data.assignedTo) return { code: 'assignee_changed', text: 'The conversation was assigned anew.' };
  const changed = Object.keys(SHOWN_DETAILS).filter((field) => field in data);
  const names = changed.map((field) => SHOWN_DETAILS[field as keyof typeof SHOWN_DETAILS]);
  return { code: 'details_changed', text: 'Details of the conversation changed.', data: { changed: names } };
}

/** Details that are told by name; their values are read with the conversation. */
const SHOWN_DETAILS = {
  title: 'title',
  visitorName: 'visitor_name',
  visitorEmail: 'visitor_email',
  visitorPhone: 'visitor_phone',
  visitorLabel: 'visitor_label',
  verifiedAs: 'visitor_identity',
} as const satisfies { readonly [field in keyof Updated]?: string };

/** In the words of the contract: what both sides of a change map to alike is still told, as it is what happened. */
function statusChange({ driver, progress }: Updated): JsonObject {
  return {
    ...(driver ? { assignee_type: { from: assigneeType(driver.from), to: assigneeType(driver.to) } } : {}),
    ...(progress
      ? {
          resolution_status: { from: resolutionStatus(progress.from), to: resolutionStatus(progress.to) },
          terminated: { from: isTerminated(progress.from), to: isTerminated(progress.to) },
        }
      : {}),
  };
}
