import type { ChannelPlatform } from '@parley/protocol';
import type { JsonObject } from '../../../src/lib/json.ts';
import type { PlatformAnswer, PlatformMatch, PlatformRequest, PlatformRoutes } from '../platforms.ts';

/** A delivery as a platform makes it: signed, its body to the byte. */
export type Signed = {
  readonly method?: 'GET' | 'POST';
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What somebody says on the platform. */
export type Words = {
  /** Number of the message: ids and keys follow from it. */
  readonly n: number;
  readonly text: string;
  /** Who: another has other conversations. */
  readonly person?: string;
  readonly at?: Date;
};

/** How a platform behaves towards us, for the tests that all channels have in common. */
export type ChannelKit = {
  readonly platform: ChannelPlatform;
  /** Its part of the fake, where that is not the platform's name. */
  readonly part?: string;
  readonly routes: PlatformRoutes;
  /** What a channel is set up with; `origin` is the fake's part for this platform. Two channels get other `n`. */
  readonly settings: (origin: string, n: number) => JsonObject;
  readonly secrets: (n: number) => Readonly<Record<string, string>>;
  readonly says: (words: Words, channel: number) => Signed;
  /** Signs a body of any content as the platform would. */
  readonly signs: (body: string, channel: number, at?: Date) => Signed;
  /** The same delivery with a signature that is wrong, missing, or (where it carries a time) old. */
  readonly forged: (genuine: Signed) => readonly Signed[];
  readonly challenges: readonly {
    readonly delivery: (channel: number) => Signed;
    readonly status: number;
    readonly body?: RegExp;
  }[];
  /** Bodies that are no message of a visitor: own echoes, other bots, unknown kinds. */
  readonly passedOver: readonly string[];
  /** The visitor's facts that the conversation then has. */
  readonly facts: (person: string) => JsonObject;
  /** Details of the visitor. */
  readonly visitor: { readonly name: string };
  /** A photo or document with its caption. */
  readonly sendsFile?: (words: Words, channel: number) => Signed;
  /** Where the bytes of such a file lie. */
  readonly file?: RegExp;
  readonly edits?: (words: Words, channel: number) => Signed;
  readonly takesBack?: (n: number, channel: number) => Signed;
  /** Several things in one delivery: three messages and two receipts. */
  readonly batch?: (
    channel: number,
    sentId: string,
  ) => { readonly delivery: Signed; readonly texts: readonly string[] };
  readonly receipt?: (
    sentId: string,
    status: 'sent' | 'delivered' | 'read' | 'failed',
    channel: number,
    partId?: string,
  ) => Signed;
  /** What the platform tells later of a message whose id we never heard. */
  readonly settles?: (partId: string, channelId: string, channel: number) => Signed;
  /** Calls that send a message. */
  readonly sends: PlatformMatch;
  /** What a call sends, as the visitor would read it. */
  readonly textOf: (request: PlatformRequest) => string;
  /** How much of the platform's unit a call sends, and how much one message may have. */
  readonly size: { readonly of: (request: PlatformRequest) => number; readonly max: number };
  /** Calls that show that somebody writes. */
  readonly typing?: PlatformMatch;
  /** What the platform answers when it does not take a message. */
  readonly answers: {
    readonly rateLimited: (seconds: number) => PlatformAnswer;
    readonly unauthorised: PlatformAnswer;
    readonly blocked?: PlatformAnswer;
    readonly windowClosed?: PlatformAnswer;
  };
  readonly windowHours?: number;
  readonly humanWindowHours?: number;
  /** Environment variables of the vendor's libraries. */
  readonly environment: readonly string[];
  /** Words that must be nowhere: the channel's secrets. */
  readonly secretWords: (n: number) => readonly string[];
};
