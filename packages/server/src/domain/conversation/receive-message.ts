import { type AgentState, AppError, type ConversationEvent, type EntryPointType, type Source } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { addTurn, type ReceivedTurn } from './add-turn.ts';
import { appendEvents, appendMessage, type Draft, decide, draftOf, type ToldOfMessage } from './append.ts';
import { changeState } from './change-state.ts';
import type { Conversation, Decision, PendingTurn, Visitor } from './conversation.ts';
import { applyMetadata, claimedMetadata, vouchedMetadata } from './metadata.ts';
import { moveByPerson } from './move-by-person.ts';

export type { ReceivedTurn } from './add-turn.ts';

export type VisitorMessage = {
  readonly id: string;
  readonly text: string;
  readonly clientMetadata: JsonObject | null;
  /** ISO 639-1, null when it cannot be told. */
  readonly language: string | null;
  readonly visitor: Partial<Visitor>;
  /** Whether the site vouched for who wrote it, where a browser sent it. */
  readonly verified?: boolean;
  readonly attachments?: readonly object[];
  /** The visitor asks for people with it; where an agent has none it answers by itself. */
  readonly wantsPerson?: boolean;
  /** Shown, but never answered by the agent, and what has ended stays so: a program wrote it, or others have the thread. */
  readonly isUnanswerable?: true;
  /** It only opens the conversation: nothing is answered but with these texts, which are greetings. */
  readonly greetings?: readonly { readonly id: string; readonly text: string }[];
  /** What the platform knows of it, for the metadata of the conversation. */
  readonly facts?: { readonly metadata: JsonObject; readonly isVouched: boolean };
};

/** What the conversation's agent allows, from its settings. */
export type ReceivingAgent = {
  readonly state: AgentState;
  readonly peopleEnabled: boolean;
  /** A visitor who comes back after the end goes to the people who had the conversation, instead of to the agent. */
  readonly peopleKeepConversations: boolean;
};

export type NewConversation = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly id: string;
  readonly ord: number;
  readonly source: Source;
  readonly url: string | null;
  readonly metadata: JsonObject;
  /** The door that the visitor came through, where it is known. */
  readonly entry?: { readonly type: EntryPointType; readonly id: string } | null;
  readonly welcome: readonly { readonly id: string; readonly text: string }[];
  /** Of the widget: whose it is, whom the site vouched for, and which metadata a browser has said. */
  readonly visitorId?: string | null;
  readonly verifiedAs?: string | null;
  readonly unverifiedKeys?: readonly string[];
};

/** A decision, and the turn that answers the message: null when the agent is silent. */
export type Reception = Decision & {
  readonly ord: number;
  /** Of the message's event. */
  readonly seq: number;
  readonly turn: PendingTurn | null;
};

/** Starts a conversation with its first visitor message; welcome messages and init metadata are stored with it. */
export function startConversation(
  start: NewConversation,
  agent: ReceivingAgent,
  message: VisitorMessage,
  turn: ReceivedTurn,
  at: Date,
): Reception {
  const draft = draftOf(blank(start, at));
  appendEvents(draft, { type: 'conversation.started', data: startedData(start) });
  for (const welcome of start.welcome) {
    appendMessage(draft, { id: welcome.id, author: 'ai_assistant', content: welcome.text, isWelcome: true }, at);
  }
  return receive(draft, agent, message, turn, at);
}

/** Adds a visitor message to a conversation (design §3, first row of the table of commands). */
export function receiveMessage(
  state: Conversation,
  agent: ReceivingAgent,
  message: VisitorMessage,
  turn: ReceivedTurn,
  at: Date,
): Reception {
  return receive(draftOf(state), agent, message, turn, at);
}

function receive(
  draft: Draft,
  agent: ReceivingAgent,
  message: VisitorMessage,
  turn: ReceivedTurn,
  at: Date,
): Reception {
  const wantsPerson = agent.peopleEnabled && message.wantsPerson === true;
  const staysAsItIs = message.isUnanswerable && draft.state.progress !== 'open';
  if (!staysAsItIs) route(draft, agent, at, wantsPerson);
  const { id, text, clientMetadata, attachments = [], verified = null } = message;
  const content = { id, author: 'visitor', content: text, clientMetadata, attachments, verified } as const;
  const ord = appendMessage(draft, content, at, toldBy(message));
  const seq = draft.state.seq + draft.events.length;
  noteVisitor(draft, message);
  if (message.facts) applyFacts(draft, message.facts);
  if (wantsPerson) moveByPerson(draft, 'request_person', at, { type: 'visitor' });
  const isAnswered = !message.isUnanswerable && !message.greetings;
  if (!isAnswered) passOver(draft, message, at);
  const pending = isAnswered && draft.state.driver === 'ai' ? addTurn(draft, turn, ord, at) : null;
  return { ...decide(draft), ord, seq, turn: pending };
}

/** What asks for no answer is not one that is due, unless an earlier one still is; who opens the conversation is greeted. */
function passOver(draft: Draft, { greetings = [] }: VisitorMessage, at: Date): void {
  const { state } = draft;
  if (state.turns.length === 0 && state.driver === 'ai') {
    draft.state = { ...state, answeredOrd: state.messageCount };
    for (const { id, text } of greetings) {
      const ord = appendMessage(draft, { id, author: 'ai_assistant', content: text, isWelcome: true }, at);
      draft.state = { ...draft.state, answeredOrd: ord };
    }
  }
}

/** What is more than a conversation may carry is left out: the message counts for more. */
function applyFacts(draft: Draft, { metadata, isVouched }: NonNullable<VisitorMessage['facts']>): void {
  try {
    const { state } = draft;
    applyMetadata(
      draft,
      isVouched ? vouchedMetadata(state, { mode: 'merge', metadata }) : claimedMetadata(state, metadata),
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

type Started = Extract<ConversationEvent, { type: 'conversation.started' }>['data'];

/** What readers of the log need beside the messages, to know the conversation as it is. */
const startedData = ({ source, url, metadata, unverifiedKeys = [], verifiedAs, entry }: NewConversation): Started => ({
  source,
  ...(url === null ? {} : { url }),
  ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  ...(unverifiedKeys.length > 0 ? { unverified: unverifiedKeys } : {}),
  ...(verifiedAs ? { verifiedAs } : {}),
  ...(entry ? { entry } : {}),
});

const toldBy = ({ language, visitor, verified }: VisitorMessage): ToldOfMessage => ({
  ...(verified === undefined ? {} : { verified }),
  ...(language === null ? {} : { language }),
  ...(Object.keys(visitor).length > 0 ? { visitor } : {}),
});

/** Reopens what had ended, and sends the visitor to people when the agent does not work. */
function route(draft: Draft, agent: ReceivingAgent, at: Date, wantsPerson: boolean): void {
  const { state } = draft;
  const ended = state.progress !== 'open';
  // Where people are off, a queue would be left unanswered for good.
  const keeps = ended && agent.peopleEnabled && agent.peopleKeepConversations && state.driver !== 'ai';
  const resting = agent.state !== 'active';
  if (resting && !agent.peopleEnabled) throw new AppError('unavailable', 'This agent is not available at the moment.');
  const toPeople = keeps || (resting && (ended || state.driver === 'ai')) || (ended && wantsPerson);
  const driver = toPeople ? 'queue' : ended ? 'ai' : state.driver;
  const toAgent = ended && driver === 'ai';
  changeState(draft, { driver, progress: 'open', ...(toAgent ? { assignedTo: null } : {}) }, at, { type: 'visitor' });
  // What was left unanswered in the episode that ended is past: the agent answers what is asked now.
  if (toAgent) draft.state = { ...draft.state, personOffered: false, answeredOrd: state.messageCount };
}

function noteVisitor(draft: Draft, message: VisitorMessage): void {
  const languages = message.language
    ? { ...draft.state.languages, [message.language]: (draft.state.languages[message.language] ?? 0) + 1 }
    : draft.state.languages;
  draft.state = {
    ...draft.state,
    visitor: { ...draft.state.visitor, ...message.visitor },
    clientMetadata: message.clientMetadata ?? draft.state.clientMetadata,
    languages,
    mostFrequentLanguage: mostFrequent(languages, draft.state.mostFrequentLanguage, message.language),
  };
}

/** The language that is the most frequent one once a message in `language` is counted: a tie keeps the one before. */
export function mostFrequent(
  counts: Conversation['languages'],
  before: string | null,
  language: string | null,
): string | null {
  if (language === null || before === null) return before ?? language;
  return (counts[language] ?? 0) > (counts[before] ?? 0) ? language : before;
}

function blank(start: NewConversation, at: Date): Conversation {
  return {
    workspaceId: start.workspaceId,
    id: start.id,
    agentId: start.agentId,
    ord: start.ord,
    source: start.source,
    driver: 'ai',
    progress: 'open',
    epoch: 1,
    seq: 0,
    messageCount: 0,
    priority: 'medium',
    assignedTo: null,
    visitor: { name: null, email: null, phone: null, label: null },
    metadata: start.metadata,
    clientMetadata: null,
    title: null,
    summary: null,
    sentimentScore: null,
    tagIds: [],
    qrCodeId: start.entry?.type === 'qr_code' ? start.entry.id : null,
    productId: start.entry?.type === 'product' ? start.entry.id : null,
    objectId: start.entry?.type === 'object' ? start.entry.id : null,
    titleEdited: false,
    url: start.url,
    languages: {},
    mostFrequentLanguage: null,
    createdAt: at,
    lastMessageAt: at,
    lastMessageContent: '',
    lastVisitorMessageAt: null,
    unread: false,
    resolvedAt: null,
    closedAt: null,
    peopleWereHere: false,
    personOffered: false,
    answeredOrd: start.welcome.length,
    lastVisitorOrd: 0,
    silentSince: null,
    turns: [],
    visitorId: start.visitorId ?? null,
    verifiedAs: start.verifiedAs ?? null,
    unverifiedKeys: start.unverifiedKeys ?? [],
    rating: null,
    analysis: null,
  };
}
