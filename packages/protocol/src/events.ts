import type { Driver, MarkerCode, Progress, Source } from './words.ts';

/** A change of one field, as an event tells it. */
export type FieldChange<T> = { readonly from: T; readonly to: T };

/** Why a turn ended without a reply: said in a `log` event, never in a message. */
export const TURN_END_REASONS = ['superseded', 'failed', 'abandoned', 'gave_up_waiting'] as const;
export type TurnEndReason = (typeof TURN_END_REASONS)[number];

/**
 * One fact in a conversation's log. Events of messages carry the message's `ord`: readers join the message, so that
 * its text exists once. Events are durable, numbered per conversation and replayable.
 */
export type ConversationEvent =
  | { readonly type: 'conversation.started'; readonly data: { readonly source: Source } }
  | { readonly type: 'message.received'; readonly data: { readonly ord: number } }
  | {
      readonly type: 'message.sent';
      /** `answers` is the visitor message whose turn gave this reply; welcome messages and people's words have none. */
      readonly data: { readonly ord: number; readonly answers?: number };
    }
  | { readonly type: 'marker.added'; readonly data: { readonly code: MarkerCode } }
  | {
      readonly type: 'conversation.updated';
      readonly data: {
        readonly driver?: FieldChange<Driver>;
        readonly progress?: FieldChange<Progress>;
      };
    }
  | {
      readonly type: 'conversation.metadata_set';
      readonly data: { readonly changed: readonly string[]; readonly removed: readonly string[] };
    }
  | { readonly type: 'turn.queued'; readonly data: { readonly turnId: string; readonly ord: number } }
  | {
      readonly type: 'turn.ended';
      readonly data: { readonly turnId: string; readonly ord: number; readonly reason: TurnEndReason };
    };

export type ConversationEventType = ConversationEvent['type'];
