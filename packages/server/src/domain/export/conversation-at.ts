import type { ConversationEvent, MessageFeedback } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { stampsAfter } from '../conversation/change-state.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { mostFrequent } from '../conversation/receive-message.ts';

const FIELDS = [
  'id',
  'agentId',
  'ord',
  'source',
  'driver',
  'progress',
  'messageCount',
  'priority',
  'assignedTo',
  'visitor',
  'metadata',
  'title',
  'summary',
  'sentimentScore',
  'tagIds',
  'qrCodeId',
  'productId',
  'objectId',
  'url',
  'languages',
  'mostFrequentLanguage',
  'createdAt',
  'lastMessageAt',
  'lastVisitorMessageAt',
  'resolvedAt',
  'closedAt',
  'verifiedAs',
  'rating',
  'analysis',
] as const satisfies readonly (keyof Conversation)[];

/** What exports write of a conversation: all of it is known of any moment of its past. */
export type ExportedState = Pick<Conversation, (typeof FIELDS)[number]>;

/** What exports write of a conversation that has not changed since. */
export const exportedState = (now: Conversation): ExportedState =>
  Object.fromEntries(FIELDS.map((field) => [field, now[field]])) as ExportedState;

/** What the log of a conversation says, in order. */
export type LoggedFact = { readonly event: ConversationEvent; readonly at: Date };

/** What a visitor thinks of a message, and since when. */
export type ExportedFeedback = MessageFeedback & { readonly created_at: string };

/** A conversation as it was, with what the visitor thought of its messages then, by their number. */
export type ConversationAt = {
  readonly conversation: ExportedState;
  readonly feedback: ReadonlyMap<number, ExportedFeedback | null>;
};

/**
 * The conversation as it stood once `facts` had happened, which are the beginning of its log: whatever came later is told
 * of by later ones.
 */
export function conversationAt(now: Conversation, facts: readonly LoggedFact[]): ConversationAt {
  const feedback = new Map<number, ExportedFeedback | null>();
  let state = beginning(now);
  for (const fact of facts) {
    state = after(state, fact, now);
    if (fact.event.type === 'message.rated') feedback.set(fact.event.data.ord, judgement(fact.event.data, fact.at));
  }
  return { conversation: state, feedback };
}

const judgement = ({ feedback }: DataOf<'message.rated'>, at: Date): ExportedFeedback | null =>
  feedback && { ...feedback, created_at: at.toISOString() };

/** As `startConversation` makes it; what never changes is taken over. */
function beginning(now: Conversation): ExportedState {
  return {
    ...exportedState(now),
    driver: 'ai',
    progress: 'open',
    messageCount: 0,
    priority: 'medium',
    assignedTo: null,
    visitor: { name: null, email: null, phone: null, label: null },
    metadata: {},
    title: null,
    tagIds: [],
    languages: {},
    mostFrequentLanguage: null,
    lastMessageAt: now.createdAt,
    lastVisitorMessageAt: null,
    resolvedAt: null,
    closedAt: null,
    verifiedAs: null,
    rating: null,
    analysis: null,
    summary: null,
    sentimentScore: null,
  };
}

function after(state: ExportedState, { event, at }: LoggedFact, now: Conversation): ExportedState {
  switch (event.type) {
    case 'conversation.started':
      return {
        ...state,
        metadata: { ...event.data.metadata } as JsonObject,
        verifiedAs: event.data.verifiedAs ?? null,
      };
    case 'message.received':
      return afterReceived(state, event.data, at);
    case 'message.sent':
      return { ...afterMessage(state, event.data.ord, at), title: event.data.title ?? state.title };
    case 'conversation.updated':
      return afterUpdate(state, event.data, at);
    case 'conversation.metadata_set':
      return { ...state, metadata: afterMetadata(state.metadata, event.data, now.metadata) };
    case 'conversation.tagged':
      return {
        ...state,
        tagIds: [...state.tagIds.filter((id) => !event.data.removed.includes(id)), ...event.data.added],
      };
    case 'conversation.analysed': {
      const { analysis, sentimentScore, summary, title = state.title } = event.data;
      return { ...state, analysis, sentimentScore, summary, title };
    }
    case 'conversation.rated':
      return { ...state, rating: event.data.rating };
    default:
      return state;
  }
}

type DataOf<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>['data'];

const afterMessage = (state: ExportedState, ord: number, at: Date): ExportedState => ({
  ...state,
  messageCount: ord,
  lastMessageAt: at,
});

function afterReceived(state: ExportedState, data: DataOf<'message.received'>, at: Date): ExportedState {
  const { ord, language = null, visitor } = data;
  const count = language === null ? {} : { [language]: (state.languages[language] ?? 0) + 1 };
  const languages = { ...state.languages, ...count };
  return {
    ...afterMessage(state, ord, at),
    lastVisitorMessageAt: at,
    visitor: { ...state.visitor, ...visitor },
    languages,
    mostFrequentLanguage: mostFrequent(languages, state.mostFrequentLanguage, language),
  };
}

function afterUpdate(state: ExportedState, data: DataOf<'conversation.updated'>, at: Date): ExportedState {
  const { visitor } = state;
  return {
    ...state,
    driver: data.driver?.to ?? state.driver,
    ...(data.progress ? { progress: data.progress.to, ...stampsAfter(state, data.progress.to, at) } : {}),
    priority: data.priority?.to ?? state.priority,
    assignedTo: data.assignedTo ? data.assignedTo.to : state.assignedTo,
    verifiedAs: data.verifiedAs ? data.verifiedAs.to : state.verifiedAs,
    title: data.title ? data.title.to : state.title,
    visitor: {
      name: data.visitorName ? data.visitorName.to : visitor.name,
      email: data.visitorEmail ? data.visitorEmail.to : visitor.email,
      phone: data.visitorPhone ? data.visitorPhone.to : visitor.phone,
      label: data.visitorLabel ? data.visitorLabel.to : visitor.label,
    },
  };
}

/** Through entries and not by assignment: a key may be called `__proto__`. */
function afterMetadata(
  before: JsonObject,
  { changed, removed, values }: DataOf<'conversation.metadata_set'>,
  now: JsonObject,
): JsonObject {
  const kept = Object.entries(before).filter(([key]) => !removed.includes(key) && !changed.includes(key));
  // An event that names keys only is older than the values in events: they are as they are now, then.
  const told = Object.entries((values ?? now) as JsonObject).filter(([key]) => changed.includes(key));
  return Object.fromEntries([...kept, ...told]);
}
