import type { ConversationRating, FeedbackRating, MessageFeedback } from '@parley/protocol';
import type { Attachment, Visitor, VisitorConversation, WidgetConfig } from '@parley/protocol/api';
import type { VisitorPage, VisitorStorage, VisitorTabs, VisitorTimers } from './ports.ts';
import type { VisitorView } from './visitor-view.ts';

/** What the page tells of the visitor; all of it is what a browser says, and authorises nothing. */
export type VisitorDetails = {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly label?: string | null;
};

export type Scalar = string | number | boolean | null;

/** A message that has not been acknowledged yet: it is kept over reloads and sent until it is. */
export type OutgoingMessage = {
  /** A UUID made here, which is also the id of the stored message. */
  readonly id: string;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly createdAt: string;
  /** `refused` will not be sent again by itself: `problem` says why. */
  readonly state: 'waiting' | 'sending' | 'refused';
  readonly problem: VisitorProblem | null;
};

/** The reply that is being written; provisional: the message replaces it. */
export type ReplyDraft = { readonly ord: number; readonly text: string };

/**
 * Where the agent's answer is: `late` after a minute without a sign of it, `failed` when the server has given up on it. Both
 * end with the next message or sign of life.
 */
export type ReplyStatus = 'none' | 'awaited' | 'late' | 'failed';

export type Connection = 'idle' | 'connecting' | 'live' | 'offline';

/** Why something did not work, for people; `code` for programs (`origin_not_allowed`, `identity_required`, `offline`, …). */
export type VisitorProblem = { readonly code: string; readonly message: string };

/** All that a view of the visitor's side shows, in one value that is replaced and never changed. */
export type VisitorState = {
  /** Null until it is loaded. */
  readonly config: WidgetConfig | null;
  readonly connection: Connection;
  /** False while consent is asked for and was not given: nothing is sent or stored until then. */
  readonly hasConsent: boolean;
  /** Rises whenever the visitor is forgotten, here or in another tab: a view begins anew, with nothing of the one before. */
  readonly era: number;
  /** Null before the first message: nothing is stored for who says nothing. */
  readonly visitor: Visitor | null;
  readonly details: VisitorDetails;
  /** Null before its first message is stored. */
  readonly conversation: VisitorView | null;
  /** Oldest first. */
  readonly outbox: readonly OutgoingMessage[];
  readonly draft: ReplyDraft | null;
  readonly reply: ReplyStatus;
  /** Who writes just now. */
  readonly typing: 'ai_assistant' | 'human_operator' | null;
  /** What the agent does while it writes, in words for the visitor; null unless it says so. */
  readonly thinking: string | null;
  /** Messages of the agent or the team that were not seen yet. */
  readonly unread: number;
  readonly problem: VisitorProblem | null;
};

export type VisitorMessageInput = {
  readonly text: string;
  readonly files?: readonly Attachment[];
  /** Asks people to join with it. */
  readonly wantsPerson?: boolean;
};

/** What happens, for those who do not draw: each is told once, in every tab. */
export type VisitorClientEvents = {
  readonly message: { readonly id: string; readonly text: string };
  readonly reply: { readonly ord: number; readonly text: string; readonly author: 'ai_assistant' | 'human_operator' };
  readonly handoff: { readonly state: 'requested' | 'active' | 'ended' };
  readonly conversation: { readonly id: string };
  readonly rating: { readonly rating: ConversationRating };
  readonly error: VisitorProblem;
};

/** What the page tells of itself when a conversation begins. */
export type VisitorPageInfo = { readonly url?: string | null; readonly referrer?: string | null };

export type VisitorClientOptions = {
  /** Where the installation answers, such as `https://chat.example.com`. */
  readonly baseUrl: string;
  readonly scenarioId: string;
  /** The configuration, where it is known already: it is not loaded again. */
  readonly config?: WidgetConfig;
  readonly language?: string;
  /** A session that the server has made for this page: used where the browser has none. */
  readonly session?: string;
  /** The signed `entry` of a scan link. */
  readonly entry?: string;
  readonly page?: VisitorPageInfo;
  /** Instead of the platform's own; null for storage and tabs means none. */
  readonly fetch?: typeof fetch;
  readonly storage?: VisitorStorage | null;
  readonly tabs?: VisitorTabs | null;
  readonly timers?: VisitorTimers;
  readonly surroundings?: VisitorPage;
  readonly pace?: Partial<VisitorPace>;
};

/** How long what may take, in milliseconds. */
export type VisitorPace = {
  /** The wait before the first repetition of a request or connection; it doubles with each that fails. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** An answer that takes longer counts as lost. */
  readonly timeoutMs: number;
  /** A stream that is silent for so long counts as lost; the server says something every 15 s. */
  readonly silenceMs: number;
  /** A stream over which nothing at all has come for so long is held back by something between: news is asked for then. */
  readonly firstByteMs: number;
  /** How often news is asked for; five times as long while the page is out of sight. */
  readonly pollMs: number;
  /** How long it is asked for before a stream is tried again; up to eight times as long when none comes through. */
  readonly pollForMs: number;
  /** A reply without a sign of it for so long is `late`, and what was drafted of it is dropped. */
  readonly lateMs: number;
  /** How long somebody types after the last word of it. */
  readonly typingMs: number;
  /** A tab that leads and does not answer for so long is asleep: another takes over. */
  readonly leaderMs: number;
  /** How old the configuration may become while somebody looks: hours begin and end, and texts are changed. */
  readonly configMs: number;
  /** How long the site may take to vouch again for a visitor whose identity is over, where strangers may write, too. */
  readonly identityMs: number;
};

/** The visitor's side of a conversation, without any view: what the widget and own interfaces are built on. */
export interface VisitorClient {
  readonly state: VisitorState;
  /** Calls `listener` after each change of `state`; call what it gives to hear no more. */
  subscribe(listener: (state: VisitorState) => void): () => void;
  on<E extends keyof VisitorClientEvents>(event: E, listener: (news: VisitorClientEvents[E]) => void): () => void;
  /**
   * Restores what this browser has kept, at once: the conversation, and what waits to be sent. Resolves when the
   * configuration is there or could not be loaded, which `state.problem` says then; it is tried again by itself.
   */
  start(): Promise<void>;
  /** Ends the stream and forgets nothing. */
  stop(): void;

  setMetadata(metadata: Readonly<Record<string, unknown>>): Promise<void>;
  setVisitor(details: VisitorDetails): Promise<void>;
  /** At most 5 keys, on every message from now on; null for none. */
  setClientMetadata(values: Readonly<Record<string, Scalar>> | null): void;
  /** What the page is about, in words. */
  setContext(context: string | null): void;
  setLanguage(language: string): void;
  /** A JWT that the site has signed; null signs the visitor out. */
  identify(jwt: string | null): Promise<void>;

  /** Gives consent to what the configuration asks for, and is remembered. */
  consent(): void;
  /** Queues a message, shows it at once, and gives its id. */
  send(message: VisitorMessageInput): string;
  /** Sends a refused message again. */
  retry(messageId: string): void;
  /** Drops a refused message. */
  discard(messageId: string): void;
  /**
   * Stores a file for the next message; `onProgress` hears from 0 to 1 where the platform can tell. Waits for the
   * configuration; `signal` ends it. Rejects with ApiError `not_ready` where it could not be loaded, `no_consent` before `consent()`.
   */
  upload(file: File, onProgress?: (share: number) => void, signal?: AbortSignal): Promise<Attachment>;
  /** The visitor types; call it with every key. */
  typing(): void;
  /** The conversation is in sight. */
  seen(): void;
  requestPerson(): Promise<void>;
  rateMessage(ord: number, feedback: MessageFeedback | null): Promise<void>;
  rateConversation(rating: ConversationRating): Promise<void>;
  mailTranscript(email: string): Promise<void>;

  listConversations(): Promise<readonly VisitorConversation[]>;
  openConversation(id: string): void;
  /** The next message begins another conversation. */
  newConversation(): void;
  /** Forgets the visitor in this browser: the next message is of a new one. What was said stays with the team. */
  reset(): Promise<void>;
  /** Erases what the visitor has said, here and on the server. */
  forget(): Promise<void>;
}

/** Thumbs, as a view offers them. */
export type Thumb = FeedbackRating;
