import type { ChannelPlatform } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { ChannelField } from './channel-field.ts';

/** What a platform brought, as its bytes came. Names of headers are in lower case. */
export type Delivery = {
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
};

/** A file that a visitor sent, mostly to be fetched later by a job. `ref` is the platform's own, for `fetchFile`. */
export type FileRef = {
  readonly ref: string;
  readonly name?: string;
  /** As the platform says it; what is stored is sniffed. */
  readonly mime?: string;
  /** In bytes, as the platform says it. */
  readonly size?: number;
  /** Where the delivery itself carries it: no call is needed. */
  readonly content?: Uint8Array;
};

/** Who wrote, by the platform's id of them. */
export type Person = {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** ISO 639-1. */
  readonly language?: string;
};

/** What somebody outside said. */
export type IncomingMessage = {
  readonly kind: 'message';
  /** Unique in the channel, and the same each time the platform brings it. */
  readonly key: string;
  /** What edits, deletions, receipts and replies name. */
  readonly id: string;
  /** The platform's conversation: what is said in one of them is one conversation of ours. */
  readonly thread: string;
  /** Ids of messages that it answers, the nearest first: where one is known, its thread is heeded instead. */
  readonly repliesTo?: readonly string[];
  readonly from: Person;
  readonly markdown: string;
  readonly files: readonly FileRef[];
  readonly at: Date;
  /** Whether the platform vouches for who wrote and for `facts`, or only the sender says so (as in e-mail). */
  readonly trust: 'platform' | 'claimed';
  /** What the platform knows (chat id, group, admin flag): becomes metadata of the conversation. */
  readonly facts?: JsonObject;
  /** What `send` and `typing` need to answer in this thread; the latest message's is handed back to them. */
  readonly reply?: JsonObject;
  /** Stored and shown, but never answered by the agent: a program wrote it, or others have the thread. */
  readonly isUnanswerable?: true;
  /**
   * Heeded only where `repliesTo` or `thread` is known: others talk among themselves there. What is dropped is forgotten,
   * `key` included, as the same message may come again without this.
   */
  readonly onlyIfKnown?: true;
  /** It only opens the conversation (`/start`): the agent greets. `payload` names the entry point. */
  readonly opens?: { readonly payload: string | null };
};

export type Incoming =
  | IncomingMessage
  /** Said in our name by somebody else: a person in the platform's own inbox, or another program. */
  | (Pick<IncomingMessage, 'key' | 'id' | 'thread' | 'markdown' | 'files' | 'at'> & { readonly kind: 'echo' })
  /** `message` is what it has become, whole: it is stored as new where its original is not known (yet). */
  | {
      readonly kind: 'edited';
      readonly key: string;
      readonly target: string;
      readonly message: IncomingMessage;
      readonly at: Date;
    }
  | { readonly kind: 'deleted'; readonly key: string; readonly target: string; readonly at: Date }
  /** `target` is the id that `send` gave, or everything of ours in `thread` up to a moment. */
  | {
      readonly kind: 'receipt';
      readonly key: string;
      readonly target: string | { readonly thread: string; readonly upTo: Date };
      /** The `id` of the part that was sent, where the platform hands it back: it settles what is `unknown`. */
      readonly part?: string;
      readonly status: 'sent' | 'delivered' | 'read' | 'failed';
      readonly reason?: SendFailure;
      /** For people; of a failure. */
      readonly detail?: string;
      readonly at: Date;
    };

/** What becomes of a delivery. */
export type Received =
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 }
  /** Challenges and interactions: answered without anything stored … */
  | { readonly kind: 'answer'; readonly body: string; readonly type: string }
  /** … or once `facts` are: `ignored` names what nobody needs; `body` is answered instead of nothing. */
  | {
      readonly kind: 'facts';
      readonly facts: readonly Incoming[];
      readonly ignored: readonly string[];
      readonly body?: { readonly text: string; readonly type: string };
    };

/** One message of the platform, within its limit. `format` is the channel's own word for how `body` is written. */
export type Part = { readonly body: string; readonly format: string };

/** A file that goes out. */
export type OutgoingFile = {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** Public, for platforms that fetch. */
  readonly url: string;
  readonly read: () => Promise<Uint8Array | null>;
};

/** A part about to be sent. `id` is the same at each attempt. */
export type OutgoingPart = Part & {
  readonly id: string;
  readonly files: readonly OutgoingFile[];
  /** An approved template instead of `body`, where the channel has them. */
  readonly template?: TemplateCall;
};

export type TemplateCall = {
  readonly name: string;
  readonly language: string;
  readonly parameters: readonly string[];
};

/** Where a part goes. `reply` is that of the visitor's latest message; `lastMessageId` its id. */
export type Recipient = {
  readonly thread: string;
  readonly person: string;
  readonly reply: JsonObject;
  readonly lastMessageId: string | null;
};

/** Who speaks: some platforms allow people more than programs. `name` is the agent's or the person's. */
export type Speaker = { readonly as: 'agent' | 'person'; readonly name: string };

/**
 * `retry`: not taken, and may be tried again; `refused`: never will be; `window-closed`: only the visitor can open it;
 * `blocked`: the visitor wants no more; `unauthorised`: the channel's credentials are not good (any more); `unknown`: it may
 * have arrived.
 */
export const SEND_FAILURES = ['retry', 'refused', 'window-closed', 'blocked', 'unauthorised', 'unknown'] as const;
export type SendFailure = (typeof SEND_FAILURES)[number];

export type Sent =
  | { readonly ok: true; readonly id: string }
  | {
      readonly ok: false;
      readonly failure: SendFailure;
      /** Milliseconds to wait before anything else is sent by this channel, where the platform says. */
      readonly afterMs?: number;
      /** A sentence for people, without secrets. */
      readonly detail: string;
    };

export type ChannelRules = {
  /** So many hours after the visitor's last message the agent may speak freely; unset, always … */
  readonly windowHours?: number;
  /** … and people. */
  readonly humanWindowHours?: number;
  readonly receipts: boolean;
  /** Approved templates can be sent when the window has closed. */
  readonly templates: boolean;
  /** How long a typing signal shows, in milliseconds: it is sent again while the agent works. */
  readonly typingMs?: number;
  /** Files go in the same message as the text, and not after it. */
  readonly filesWithText: boolean;
  /** Whether the visitor's messages are waited for until they have been quiet for a moment. */
  readonly bursts: boolean;
  /** Whether welcome messages are sent when somebody writes without having opened the conversation. */
  readonly greets: boolean;
  /** Nothing is delivered to it by HTTP: it listens, or is looked into. */
  readonly hasNoWebhook?: true;
};

/** What a channel was set up with: checked against its fields. Secrets are in plain text: keep them nowhere. */
export type ChannelConfig = {
  readonly id: string;
  readonly settings: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
  /** Where the platform is to deliver to. */
  readonly webhookUrl: string;
};

/** What calling the platform has told of a channel. */
export type CheckReport = {
  /** None when all is well. `field` names what is to be corrected. */
  readonly problems: readonly { readonly field: string | null; readonly message: string }[];
  /** What the platform calls it: shown beside the channel. */
  readonly facts: JsonObject;
};

export type ChannelTemplate = {
  readonly name: string;
  readonly language: string;
  readonly status: string;
  readonly body: string;
  /** How many `{{n}}` its body has. */
  readonly parameters: number;
};

/** A platform's connection that is held open: who holds it is decided by a lease. */
export type Listening = {
  /** Stores what came; throws when it could not be stored, and it must come again. */
  readonly hear: (delivery: Delivery) => Promise<void>;
  readonly signal: AbortSignal;
  /** What was remembered at the last connection (a session, a position); null at first. */
  readonly resume: JsonObject | null;
  readonly remember: (state: JsonObject) => Promise<void>;
};

/**
 * A platform as Parley uses it: a codec with calls, never a runtime. It sees no store, keeps nothing, and reads nothing
 * but what it is given. `receive` and `format` do no I/O; what fails outside is told and not thrown, except by `listen`.
 */
export interface Channel {
  readonly platform: ChannelPlatform;
  readonly fields: readonly ChannelField[];
  readonly rules: ChannelRules;
  /** Verifies and reads in one: nothing that is not verified can be read. */
  receive(delivery: Delivery, config: ChannelConfig, now: Date): Promise<Received>;
  /** Splits and renders a reply; none for an empty one. */
  format(markdown: string): readonly Part[];
  send(to: Recipient, part: OutgoingPart, config: ChannelConfig, speaker: Speaker): Promise<Sent>;
  /** Shows that the agent is at work; may fail silently. */
  typing?(to: Recipient, config: ChannelConfig): Promise<void>;
  /** Null when it is not there (any more). Throws what may pass. */
  fetchFile?(file: FileRef, config: ChannelConfig, maxBytes: number): Promise<Uint8Array | 'too_large' | null>;
  /** What the platform knows of a person; null for nothing. Throws what may pass. */
  profile?(person: string, config: ChannelConfig): Promise<Omit<Person, 'id'> | null>;
  /** Calls the platform with the channel's credentials, and says what is wrong. */
  check(config: ChannelConfig): Promise<CheckReport>;
  /** Tells the platform where to deliver to, where it has a call for that. */
  connect?(config: ChannelConfig): Promise<CheckReport>;
  templates?(config: ChannelConfig): Promise<readonly ChannelTemplate[]>;
  /** Holds a connection open until the signal fires, or throws when it is lost. */
  listen?(config: ChannelConfig, listening: Listening): Promise<void>;
  /** Whether this channel, as it is set up, listens at all (and not by its webhook only). */
  listens?(config: ChannelConfig): boolean;
}
