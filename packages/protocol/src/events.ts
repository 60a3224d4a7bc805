import type {
  Actor,
  ArrivedStatus,
  Driver,
  EntryPointType,
  FeedbackRating,
  FlagReason,
  Intent,
  MarkerCode,
  MessageChange,
  Priority,
  Progress,
  RatingQuestion,
  ResolutionStatus,
  Sentiment,
  Source,
  StoppedStatus,
} from './words.ts';

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
  | {
      readonly type: 'conversation.started';
      readonly data: {
        readonly source: Source;
        /** The page on which it began. */
        readonly url?: string;
        readonly metadata?: JsonRecord;
        /** Keys of the metadata that nobody vouches for. */
        readonly unverified?: readonly string[];
        /** The site's own id of the visitor, where the site vouches for who it is. */
        readonly verifiedAs?: string;
        readonly entry?: { readonly type: EntryPointType; readonly id: string };
      };
    }
  | {
      readonly type: 'message.received';
      /**
       * `language` (ISO 639-1) as far as it can be told; `visitor` holds the details that came with the message;
       * `verified` says whether the site vouched for who wrote it, where a browser sent it.
       */
      readonly data: {
        readonly ord: number;
        readonly language?: string;
        readonly visitor?: VisitorChange;
        readonly verified?: boolean;
      };
    }
  | {
      readonly type: 'message.sent';
      /**
       * `answers` is the visitor message whose turn gave this reply; welcome messages and people's words have none.
       * `title` is the one that this reply gave the conversation; `by` is who sent a person's words.
       */
      readonly data: {
        readonly ord: number;
        readonly answers?: number;
        readonly title?: string;
        /** The agent asks whether a person shall join. */
        readonly offersPerson?: true;
        readonly by?: Actor;
      };
    }
  /** What the platform's visitor has made of a message since, or a file of it has come: the message is as it is now. */
  | {
      readonly type: 'message.changed';
      readonly data: { readonly ord: number; readonly change: MessageChange };
    }
  /** A message has come further on its way out … */
  | {
      readonly type: 'message.delivered';
      readonly data: { readonly ord: number; readonly status: ArrivedStatus };
    }
  /** … or stopped, as far as anybody knows. */
  | {
      readonly type: 'message.undelivered';
      readonly data: { readonly ord: number; readonly status: StoppedStatus; readonly reason: string | null };
    }
  | { readonly type: 'marker.added'; readonly data: { readonly code: MarkerCode } }
  | {
      readonly type: 'conversation.updated';
      /** Only what changed. One PATCH makes one event. */
      readonly data: {
        readonly driver?: FieldChange<Driver>;
        readonly progress?: FieldChange<Progress>;
        readonly priority?: FieldChange<Priority>;
        /** A user id. */
        readonly assignedTo?: FieldChange<string | null>;
        readonly title?: FieldChange<string | null>;
        readonly visitorName?: FieldChange<string | null>;
        readonly visitorEmail?: FieldChange<string | null>;
        readonly visitorPhone?: FieldChange<string | null>;
        readonly visitorLabel?: FieldChange<string | null>;
        /** The site's own id of the visitor, once the site vouches for who it is. */
        readonly verifiedAs?: FieldChange<string | null>;
        readonly by?: Actor;
      };
    }
  | {
      readonly type: 'conversation.metadata_set';
      /** Names of keys; `values` has what the changed ones became, `unverified` which of them nobody vouches for. */
      readonly data: {
        readonly changed: readonly string[];
        readonly removed: readonly string[];
        readonly values?: JsonRecord;
        readonly unverified?: readonly string[];
        /** Told of what somebody of the team has set by hand. */
        readonly by?: Actor;
      };
    }
  /** The visitor judged a message of the agent or the team; null takes the judgement back. */
  | {
      readonly type: 'message.rated';
      readonly data: { readonly ord: number; readonly feedback: MessageFeedback | null };
    }
  /** The visitor judged the conversation as a whole. */
  | { readonly type: 'conversation.rated'; readonly data: { readonly rating: ConversationRating } }
  /** The visitor followed a link of a message. */
  | {
      readonly type: 'link.followed';
      readonly data: { readonly ord: number; readonly messageId: string; readonly url: string };
    }
  /** Somebody of the team has seen it, or marked it as not seen. */
  | { readonly type: 'conversation.read'; readonly data: { readonly by: Actor } }
  | { readonly type: 'conversation.marked_unread'; readonly data: { readonly by: Actor } }
  /** Ids of palette tags. A tag that was deleted since is in no conversation any more, without an event. */
  | {
      readonly type: 'conversation.tagged';
      readonly data: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly by: Actor };
    }
  /** Events of notes name the note: its text exists once, in its row, and goes with it. Visitors never see them. */
  | { readonly type: 'note.created'; readonly data: { readonly noteId: string; readonly by: Actor } }
  | { readonly type: 'note.updated'; readonly data: { readonly noteId: string; readonly by: Actor } }
  | { readonly type: 'note.deleted'; readonly data: { readonly noteId: string; readonly by: Actor } }
  /** The whole of what an analysis has found, in place of what was found before. */
  | {
      readonly type: 'conversation.analysed';
      readonly data: {
        readonly analysis: ConversationAnalysis;
        /** 0 negative … 100 positive. */
        readonly sentimentScore: number;
        readonly summary: string | null;
        /** Where it found a better one. */
        readonly title?: string;
        /** Nothing that was known had this flag: whoever is to look at it is told. */
        readonly isNewlyFlagged?: true;
      };
    }
  | { readonly type: 'turn.queued'; readonly data: { readonly turnId: string; readonly ord: number } }
  | {
      readonly type: 'turn.ended';
      readonly data: { readonly turnId: string; readonly ord: number; readonly reason: TurnEndReason };
    };

/** What a visitor thinks of one message. */
export type MessageFeedback = { readonly rating: FeedbackRating; readonly comment: string | null };

/** What a visitor thinks of a conversation: an answer for each question that was asked. */
export type ConversationRating = {
  readonly answers: { readonly [question in RatingQuestion]?: FeedbackRating };
  readonly comment: string | null;
};

/**
 * What the analysis of a conversation has found. It is stored as it stands here, under these names: lists filter by them.
 * Fields that may be missing are so in what older releases have stored.
 */
export type ConversationAnalysis = {
  readonly sentiment: Sentiment;
  /** Whether it is solved as the analysis sees it, which may differ from how far the conversation has come. */
  readonly resolution_status: ResolutionStatus;
  readonly topic: string;
  readonly is_flagged: boolean;
  readonly flag_code?: FlagReason | null;
  /** Why, in a sentence for the team. */
  readonly flag_reason: string | null;
  readonly intent: Intent | null;
  /** What the visitor wanted to know and was not told. */
  readonly knowledge_gap: string | null;
  /** What the workspace's own rubric asks for, by the keys of its dimensions. */
  readonly dimensions?: JsonRecord;
  /** The number of the last message that it has read. */
  readonly upto_ord?: number;
  /** It was found once the conversation had ended. */
  readonly is_final?: boolean;
};

/** A JSON object. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Details of a visitor: only those that were given. */
export type VisitorChange = {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly label?: string | null;
};

export type ConversationEventType = ConversationEvent['type'];
