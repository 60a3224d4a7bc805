import type { ConversationStart, Visitor, VisitorEvent, VisitorSignal, WidgetConfig } from '@parley/protocol/api';
import { ApiError } from '../api-error.ts';
import { type OutboxEntry, withEntry } from './outbox-entry.ts';
import type { VisitorPage, VisitorTimers } from './ports.ts';
import type { Draft } from './reply-draft.ts';
import type { Shelf } from './shelf.ts';
import type {
  Connection,
  Scalar,
  VisitorClientEvents,
  VisitorClientOptions,
  VisitorDetails,
  VisitorPace,
  VisitorProblem,
  VisitorState,
} from './visitor-client.ts';
import type { VisitorRequests } from './visitor-requests.ts';
import { emptyView, type VisitorView } from './visitor-view.ts';

export type Session = { readonly token: string; readonly expiresAt: string; readonly visitor: Visitor };

/** Metadata of a conversation, as JSON has it. */
export type PageMetadata = NonNullable<ConversationStart['metadata']>;

/** What all tabs share and what outlives them: each part is kept by its name. */
export type Kept = {
  readonly session: Session | null;
  /** What the visitor has agreed to: the texts, as `consentMark` shortens them. */
  readonly consents: readonly string[];
  readonly details: VisitorDetails;
  /** What the page says, for conversations to come. */
  readonly metadata: PageMetadata;
  /** What the server has taken of it in one conversation. */
  readonly told: { readonly thread: string; readonly metadata: PageMetadata } | null;
  /** What is shown: a conversation that may not have begun yet. */
  readonly thread: string;
  /** The conversations that threads have become; '' for one that is gone. */
  readonly ids: Readonly<Record<string, string>>;
  readonly seen: { readonly conversationId: string; readonly seq: number } | null;
};

export type Model = Kept & {
  /** Counts how often all was forgotten: what was under way before is void. */
  readonly era: number;
  readonly config: WidgetConfig | null;
  readonly connection: Connection;
  readonly view: VisitorView | null;
  readonly outbox: readonly OutboxEntry[];
  readonly sendingId: string | null;
  readonly draft: Draft | null;
  readonly typing: 'ai_assistant' | 'human_operator' | null;
  readonly thinking: string | null;
  readonly isLate: boolean;
  readonly problem: VisitorProblem | null;
};

/** What a page says in its memory only: it ends with the page, and when the visitor is forgotten. */
export type PageClaims = {
  readonly clientMetadata: Readonly<Record<string, Scalar>> | null;
  readonly context: string | null;
  /** The next message asks for a person. */
  readonly asksForPerson: boolean;
  /** A JWT, null to sign out, that waits until something may be sent. */
  readonly identity?: string | null;
  /** Consent was given before it was known to what. */
  readonly agrees: boolean;
};

/** What tabs tell each other. */
export type TabNews =
  | { readonly kind: 'kept'; readonly kept: Partial<Kept> }
  | { readonly kind: 'event'; readonly id: string; readonly event: VisitorEvent; readonly isOld: boolean }
  | { readonly kind: 'signal'; readonly id: string; readonly signal: VisitorSignal }
  | { readonly kind: 'entry'; readonly entry: OutboxEntry; readonly isKept: boolean }
  | { readonly kind: 'settled'; readonly id: string; readonly problem: VisitorProblem | null }
  | { readonly kind: 'dropped'; readonly id: string }
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'problem'; readonly problem: VisitorProblem }
  | { readonly kind: 'hello' }
  | { readonly kind: 'now'; readonly now: Pick<Model, 'view' | 'draft' | 'typing' | 'outbox'>; readonly line: Line }
  | { readonly kind: 'cleared'; readonly at: string };
export type Line = Pick<Model, 'connection' | 'problem' | 'sendingId'>;

/** What the parts of a client work on. */
export type Core = {
  readonly options: VisitorClientOptions;
  readonly pace: VisitorPace;
  readonly requests: VisitorRequests;
  readonly shelf: Shelf;
  readonly timers: VisitorTimers;
  readonly page: VisitorPage;
  readonly newId: () => string;
  readonly show: (model: Model) => VisitorState;
  /** Replaced with every change, never changed itself. */
  model: Model;
  state: VisitorState;
  /** The visitor's, as a BCP 47 tag. */
  language: string | null;
  /** What the page has said of who speaks and of what, for messages to come. */
  said: PageClaims;
  /** An id made when all was last forgotten: what has an earlier one is void. */
  clearedAt: string;
  /** To the other tabs. */
  post: (news: TabNews) => void;
  /** Sending and following look again at what there is to do. */
  ring: () => void;
  /** Following drops its connection and begins anew. */
  restart: () => void;
  /** Resolves when the configuration is there, or could not be loaded at the first attempt. */
  loading: Promise<void>;
  /** What waited for the configuration or for consent may be done, if it may. */
  ready: () => void;
  /** Loads the configuration again. */
  reload: () => void;
  readonly listeners: Set<(state: VisitorState) => void>;
  readonly hearers: Map<keyof VisitorClientEvents, Set<(news: never) => void>>;
  /** Who waits for what this tab has put into the outbox. */
  readonly waiting: Map<string, (problem: VisitorProblem | null) => void>;
};

/** The first conversation of a browser: tabs that begin at once speak of the same, before they have heard of each other. */
export const FIRST_THREAD = 'first';

/** What comes of everything that was under way when all was forgotten. */
export const forgotten = (): ApiError => new ApiError(0, 'forgotten', 'The visitor was forgotten meanwhile.');
export const noConversation = (): ApiError => new ApiError(0, 'no_conversation', 'The conversation has not begun yet.');
export const notConsented = ({ config }: Model): ApiError =>
  config === null
    ? new ApiError(
        0,
        'not_ready',
        'The configuration of the agent is not there: whether it asks for consent is not known.',
      )
    : new ApiError(0, 'no_consent', 'Nothing may be sent before the visitor has agreed.');
export const notVouchedFor = (): ApiError =>
  new ApiError(403, 'identity_required', 'Only visitors whom the site vouches for may write: call identify.');

export const NOTHING_SAID: PageClaims = { clientMetadata: null, context: null, asksForPerson: false, agrees: false };

export const EMPTY: Omit<Model, 'config' | 'era'> = {
  thread: FIRST_THREAD,
  session: null,
  consents: [],
  details: {},
  metadata: {},
  told: null,
  ids: {},
  seen: null,
  connection: 'idle',
  view: null,
  outbox: [],
  sendingId: null,
  draft: null,
  typing: null,
  thinking: null,
  isLate: false,
  problem: null,
};

/** The conversation that a thread has become; null before its first message is stored. */
export function conversationOf({ ids }: Pick<Model, 'ids'>, thread: string): string | null {
  return ids[thread] || null;
}

/** The conversation that is shown; null before it has begun. */
export const currentConversation = (model: Model): string | null => conversationOf(model, model.thread);

/** Whether anything may be sent or stored at all: not before it is known that no consent is asked for, or it was given. */
export const mayAct = ({ config, consents }: Model): boolean =>
  config !== null && (!config.consent || consents.includes(consentMark(config.consent.text)));

/** Gives consent to what is asked for, or to what will be, where that is not known yet. */
export function agree(core: Core): void {
  const { config, consents } = core.model;
  core.said = { ...core.said, agrees: config === null };
  if (!config?.consent || mayAct(core.model)) return;
  keep(core, { consents: [...consents, consentMark(config.consent.text)].slice(-MOST_CONSENTS) });
}

/** A text may stand in several languages. */
const MOST_CONSENTS = 20;

/** Tells one text from another; another text is another question. */
export const consentMark = (text: string): string =>
  `${text.length}.${[...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7).toString(36)}`;

/** Changes what is so in this tab, and tells its listeners. */
export function change(core: Core, part: Partial<Model>): void {
  core.model = { ...core.model, ...part };
  core.state = core.show(core.model);
  for (const listener of [...core.listeners]) guarded(() => listener(core.state));
}

/** Changes what all tabs share, and keeps it. */
export function keep(core: Core, kept: Partial<Kept>): void {
  for (const [name, value] of Object.entries(kept)) core.shelf.write(name, value);
  core.post({ kind: 'kept', kept });
  takeKept(core, kept);
}

/** Takes in what was kept, here or in another tab, and shows the conversation that is now the current one. */
export function takeKept(core: Core, kept: Partial<Kept>): void {
  const next = { ...core.model, ...kept };
  const id = currentConversation(next);
  const isOther = id !== (core.model.view?.id ?? null);
  const view = id === null ? null : emptyView(id);
  change(core, { ...kept, ...(isOther ? { view, draft: null, typing: null, isLate: false } : {}) });
  if (mayAct(core.model)) core.shelf.release();
  if (!isOther) {
    core.ring();
    return;
  }
  core.restart();
  if (id !== null) tell(core, 'conversation', { id });
}

/** Changes how the leading tab stands with the server, in all tabs. */
export function changeLine(core: Core, part: Partial<Line>): void {
  const { model } = core;
  const next = { ...model, ...part };
  const isSame = next.connection === model.connection && next.problem === model.problem;
  if (isSame && next.sendingId === model.sendingId) return;
  change(core, part);
  const { connection, problem, sendingId } = core.model;
  core.post({ kind: 'line', line: { connection, problem, sendingId } });
}

/** Puts an entry into the outbox of all tabs, in its place, and keeps it until it is settled. */
export function putEntry(core: Core, entry: OutboxEntry): void {
  const isKept = core.shelf.write(`out.${entry.id}`, entry);
  core.post({ kind: 'entry', entry, isKept });
  change(core, { outbox: withEntry(core.model.outbox, entry) });
  core.ring();
}

/** Whether an entry, that another tab may have written before it heard of it, is of the time before all was forgotten. */
export function isVoid({ model, clearedAt }: Core, { id, thread }: OutboxEntry): boolean {
  const isKnown = thread === FIRST_THREAD || thread === model.thread || thread in model.ids;
  return id < clearedAt || (!isKnown && thread < clearedAt);
}

/** Takes an entry out of the outbox of this tab. */
export function dropEntry(core: Core, id: string): void {
  core.shelf.remove(`out.${id}`);
  change(core, { outbox: core.model.outbox.filter((entry) => entry.id !== id) });
}

/** Tells those of this tab who listen for what happens. */
export function tell<E extends keyof VisitorClientEvents>(core: Core, event: E, news: VisitorClientEvents[E]): void {
  for (const hearer of [...(core.hearers.get(event) ?? [])]) {
    // Only `on` fills the sets, and it takes hearers of this event's news only.
    guarded(() => (hearer as (news: VisitorClientEvents[E]) => void)(news));
  }
}

/** Tells the pages of all tabs what did not work, where it is no state that lasts. */
export function tellAll(core: Core, problem: VisitorProblem): void {
  core.post({ kind: 'problem', problem });
  tell(core, 'error', problem);
}

/** Says what does not work, in the state and to those who listen. */
export function complain(core: Core, problem: VisitorProblem): void {
  if (core.model.problem?.code === problem.code) return;
  changeLine(core, { problem });
  tell(core, 'error', problem);
}

/** What a page does in its listeners is its own affair: it must not stop the conversation. */
function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
