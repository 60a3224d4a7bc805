import type { ChannelPlatform, FieldProblem, TurnEndReason } from '@parley/protocol';
import type { Analyst } from '../domain/analysis/talk.ts';
import type { Channel } from '../domain/channels/channel.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import type { ExportTable } from '../domain/export/exported.ts';
import type { Holidays } from '../domain/handoff/handoff-settings.ts';
import type { FreeDays } from '../domain/handoff/working-hours.ts';
import type { ArticleReader, DocumentReader, Knowledge } from '../domain/knowledge/ports.ts';
import type { Retriever } from '../domain/knowledge/retriever.ts';
import type { MailOutcome } from '../domain/mail/send-schedule.ts';
import type { Model, ModelUsage } from '../domain/turn/turn-context.ts';
import type { AgentTokens, BudgetMonth, BudgetRule, BudgetStanding } from '../domain/usage/budget.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { OutsideClient } from '../lib/outside-client.ts';
import type { RemoteTools } from '../lib/remote-tools.ts';
import type { Database } from '../store/db/database.ts';
import type { Schema } from '../store/schema.ts';

export interface Clock {
  now(): Date;
  /** Milliseconds that never run backwards, for durations. */
  monotonicMs(): number;
}

export interface Ids {
  /** A UUIDv7: sorts by time. */
  uuid(): string;
}

/** Numbers for new conversations, reserved in blocks so that they do not queue for a counter. */
export interface ConversationOrds {
  next(agentId: string): Promise<number>;
}

/** Tells those who work on a conversation that it moved on, on any node. */
export interface TurnSignals {
  /**
   * Gives what the conversation has become once it moved (perhaps not its latest state), null after `ms` and when
   * another node moved it. Signals may be lost: whoever waits also looks by itself.
   */
  wait(conversationId: string, ms: number): Promise<Conversation | null>;
  /** A change was saved: on which state, and what it has become. */
  moved(before: Conversation, after: Conversation): void;
  /**
   * Calls `superseded` (perhaps more than once, perhaps before it returns) when a turn that is pending in `state` is not
   * any more. Call what it gives to hear no more of it.
   */
  watch(state: Conversation, turnId: string, superseded: () => void): () => void;
}

/** The turns that run without a request; see runtime/queued-turns.ts. */
export interface QueuedTurns {
  /** Whether more may begin here: not once the server stops. */
  isOpen(): boolean;
  /** Runs one; its `signal` fires when there is no more time. Gives false, and runs nothing, once the server stops. */
  run(turn: (signal: AbortSignal) => Promise<void>): boolean;
}

/** What turns tell the outside that measures them. */
export interface TurnObserver {
  turnEnded(turn: { outcome: 'replied' | 'superseded' | TurnEndReason; kind: string | null; latencyMs: number }): void;
  tokensUsed(usage: { model: string; inputTokens: number; outputTokens: number }): void;
}

/** Checks values against JSON Schemas that users wrote, which must not be able to hold up the server. */
export interface JsonSchemas {
  /** Why a schema cannot be used; null if it can. */
  problemOf(schema: JsonObject): Promise<string | null>;
  /** What of a value does not satisfy a schema, by dotted path ('' for the whole); none if all does. */
  validate(schema: JsonObject, value: JsonObject): Promise<FieldProblem[]>;
}

/** Finds values in JSON by JSONPaths that users wrote; see runtime/json-paths.ts. */
export interface JsonPaths {
  /** Why a path cannot be used; null if it can. */
  problemOf(path: string): string | null;
  /** What a path matches, in its order. */
  query(value: Json, path: string): readonly Json[];
}

/** Public holidays of the world; see runtime/public-holidays.ts. */
export interface PublicHolidays {
  /** Days on which nobody is there, from a day before an instant to some weeks after it. */
  freeDays(holidays: Holidays, at: Date): Promise<FreeDays>;
  /** Which part of a place is not known; null when all is. */
  problemOf(place: Pick<Holidays, 'country' | 'region'>): Promise<'country' | 'region' | null>;
}

/** Tells, in a language, what a conversation was about, and what that took. */
export type Summarise = (conversation: {
  readonly talk: readonly { readonly author: string; readonly content: string }[];
  readonly language: string;
}) => Promise<{ readonly text: string; readonly usage: ModelUsage }>;

/** Fleeting news between the nodes, by channel; see runtime/signal-bus.ts. */
export interface SignalBus {
  publish(channel: string, signal: { readonly [key: string]: unknown }): void;
  subscribe(channel: string, hear: (signal: { readonly [key: string]: unknown }) => void): () => void;
}

/** Whether a visitor looks at a conversation just now. */
export interface Presence {
  /** The visitor of a conversation is there for the next half minute. */
  seen(conversationId: string): void;
  isPresent(conversationId: string): Promise<boolean>;
}

/** What we say to ourselves through a visitor's browser or mail: nobody else can read, change or make it. */
export interface Links {
  seal(purpose: string, content: { readonly [key: string]: unknown }, lifetimeMs: number): string;
  /** Null for another purpose, when it was changed, and when it is too old. */
  open(purpose: string, token: string): { readonly [key: string]: unknown } | null;
}

/** The budgets of all workspaces, as far as this node knows them; see commands/watch-budgets.ts. */
export interface Budgets {
  /** Whether the model that costs nothing is to answer for an agent. Asks nobody: turns do not wait for it. */
  isUsedUp(agent: { readonly id: string; readonly workspaceId: string }): boolean;
  /** A turn of this node is stored with what it took: counted at once. */
  took(workspaceId: string, tokens: AgentTokens): void;
  /** Counts what all nodes have stored, and tells owners of what they do not know yet. */
  refresh(): Promise<void>;
  /** How the budgets of a workspace stand, as far as they are counted; null where there are none. */
  standingsOf(workspaceId: string): BudgetStandings | null;
  /** Calls `crossed` when a turn of this node brings a budget to 80 or 100 %. */
  onCrossed(crossed: () => void): void;
}

/** The budgets of a workspace in a month. */
export type BudgetStandings = {
  readonly month: BudgetMonth;
  readonly standings: readonly (BudgetStanding & { readonly rule: BudgetRule })[];
};

/** Hands a mail to the SMTP server; what the server says of it is an outcome, never a throw. */
export interface Mailer {
  send(mail: { id: string; to: string; subject: string; text: string; html: string }): Promise<MailOutcome>;
  /** Who our mails come from: `Name <address>` or an address. */
  sender(): string;
}

/** A content under way. */
export interface FileDraft {
  append(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Leaves nothing of it. */
  discard(): Promise<void>;
}

/** Contents of files, by our ids: in the data folder or in the database; see docs/decisions/0019. */
export interface Files {
  /** Whole or not at all. */
  write(id: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  read(id: string): Promise<Buffer | null>;
  /** Begins a content that is written piece by piece: until it is ended there is none. */
  begin(id: string): Promise<FileDraft>;
  /** The content piece by piece; null when there is none. */
  stream(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** What is not there is no fault. */
  remove(ids: readonly string[]): Promise<void>;
  /** The ids of everything that is kept, whole or not, some at a time. */
  listed(): AsyncIterable<readonly string[]>;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Everything that commands may need; each takes the part that it uses. */
export type Deps = {
  readonly database: Database<Schema>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** This server process. */
  readonly nodeId: string;
  readonly ords: ConversationOrds;
  readonly model: Model;
  /** Costs nothing: it answers where a budget is used up. */
  readonly economyModel: Model;
  readonly analyst: Analyst;
  /** Costs nothing: it analyses where a budget is used up. */
  readonly economyAnalyst: Analyst;
  readonly budgets: Budgets;
  readonly retriever: Retriever;
  readonly knowledge: Knowledge;
  readonly readArticle: ArticleReader;
  readonly readDocument: DocumentReader;
  /** ISO 639-1 of a text, null when it cannot be told. */
  readonly detectLanguage: (text: string) => string | null;
  readonly signals: TurnSignals;
  /** The turns that this process works on. One that stands beside them under its name was lost to a failure. */
  readonly liveTurns: Set<string>;
  readonly queuedTurns: QueuedTurns;
  readonly bus: SignalBus;
  readonly presence: Presence;
  /** Null without an SMTP server. */
  readonly mailer: Mailer | null;
  /** Seals what is stored and must not be read from the database alone. */
  readonly secrets: { seal(plain: string): string; open(sealed: string): string };
  /** Signed tokens for addresses and cookies; see runtime/link-tokens.ts. */
  readonly links: Links;
  /** Where this installation answers, for links in mails: never taken from a request. Without a slash at the end. */
  readonly baseUrl: () => string;
  readonly schemas: JsonSchemas;
  readonly jsonPaths: JsonPaths;
  readonly holidays: PublicHolidays;
  readonly files: Files;
  /** What a file is by its bytes, and by its name where those are plain text: a MIME type. */
  readonly sniffType: (bytes: Uint8Array, name: string) => Promise<string>;
  /** Tells what a conversation was about; null where no model does that. Throws when it fails. */
  readonly summarise: Summarise | null;
  /** The bytes of a spreadsheet with a table, made as they are read; see runtime/xlsx-file.ts. */
  readonly spreadsheet: (table: ExportTable) => AsyncGenerator<Buffer>;
  /** The one door to addresses that users give. */
  readonly outside: OutsideClient;
  /** The same door for tools of remote MCP servers. */
  readonly remoteTools: RemoteTools;
  /** The platforms that this installation can speak to. */
  readonly channels: ReadonlyMap<ChannelPlatform, Channel>;
  readonly observer: TurnObserver;
  readonly log: Log;
};
