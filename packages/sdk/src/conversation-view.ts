import type { ConversationRating, ConversationStatus, Driver, HandoffState, Progress, Source } from '@parley/protocol';
import type {
  ConversationNote,
  LiveEvent,
  UnifiedAnalysis,
  WorkspaceConversation,
  WorkspaceMessage,
} from '@parley/protocol/api';

/** A conversation as its events tell it: what the APIs show of it, in one value. */
export type ConversationView = {
  /** The last event that is in it. */
  readonly seq: number;
  readonly conversation: WorkspaceConversation;
  readonly source: Source;
  readonly driver: Driver;
  readonly progress: Progress;
  /** In the order in which they were said, markers among them. */
  readonly messages: readonly WorkspaceMessage[];
  /** How many messages were said before the first of them: none, unless the view was opened in the middle. */
  readonly skipped: number;
  /** Oldest first. */
  readonly notes: readonly ConversationNote[];
  /** Ids of palette tags; one that was deleted since is in no conversation any more. */
  readonly tagIds: readonly string[];
  readonly unread: boolean;
  /** Whether people ever had it. */
  readonly peopleWereHere: boolean;
  readonly handoffState: HandoffState | null;
  readonly contactLabel: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Keys of it that a browser has said, unsigned. */
  readonly unverifiedKeys: readonly string[];
  /** The site's own id of the visitor, where its signature vouches for it. */
  readonly verifiedAs: string | null;
  /** The latest that came with a visitor message. */
  readonly clientMetadata: Readonly<Record<string, unknown>> | null;
  readonly lastMessageContent: string;
  readonly lastVisitorMessageAt: string | null;
  /** How many visitor messages were in which language. */
  readonly languages: Readonly<Record<string, number>>;
  readonly mostFrequentLanguage: string | null;
  /** What the visitor answered at the end. */
  readonly rating: ConversationRating | null;
  /** What the analysis has found; null before. */
  readonly analysis: UnifiedAnalysis | null;
};

/** `seen`: the view has it already. `gap`: events before it are missing; follow the conversation from `view.seq`. */
export type Applied<View> = { readonly view: View; readonly outcome: 'applied' | 'seen' | 'gap' };

/**
 * Adds an event to a view, and gives the next one; the view is left as it is. A view begins as null, with the first event
 * of its conversation. Events that it has already change nothing, so a stream may tell some again.
 */
export function applyEvent(view: ConversationView | null, event: LiveEvent): Applied<ConversationView | null> {
  const seq = view?.seq ?? 0;
  if (event.seq <= seq) return { view, outcome: 'seen' };
  if (event.seq > seq + 1) return { view, outcome: 'gap' };
  const before = view ?? (event.type === 'conversation.started' ? begun(event) : null);
  if (!before) return { view, outcome: 'gap' };
  return { view: { ...folded(before, event), seq: event.seq }, outcome: 'applied' };
}

type Event<T extends LiveEvent['type']> = Extract<LiveEvent, { type: T }>;

function folded(view: ConversationView, event: LiveEvent): ConversationView {
  switch (event.type) {
    case 'message.received':
      return received(withMessage(view, event.message), event);
    case 'message.sent':
      return sent(withMessage(view, event.message), event);
    case 'message.changed':
    case 'message.delivered':
    case 'message.undelivered':
      return withChanged(view, event.message);
    case 'marker.added':
      return { ...view, messages: [...view.messages, event.marker] };
    case 'conversation.updated':
      return updated(view, event);
    case 'conversation.metadata_set':
      return {
        ...view,
        metadata: metadataAfter(view.metadata, event.data),
        unverifiedKeys: unverifiedAfter(view.unverifiedKeys, event.data),
      };
    case 'conversation.read':
      return { ...view, unread: false };
    case 'conversation.marked_unread':
      return { ...view, unread: true };
    case 'conversation.tagged': {
      const kept = view.tagIds.filter((id) => !event.data.removed.includes(id));
      return { ...view, tagIds: [...kept, ...event.data.added.filter((id) => !kept.includes(id))] };
    }
    case 'note.created':
    case 'note.updated':
      return withNote(view, event.data.note_id, event.note);
    case 'note.deleted':
      return withNote(view, event.data.note_id, null);
    case 'message.rated':
      return rated(view, event.data);
    case 'conversation.analysed':
      return analysed(view, event.data);
    case 'conversation.rated':
      return { ...view, rating: event.data.rating };
    // A newer server may tell of more; what is not known changes nothing.
    default:
      return view;
  }
}

function analysed(view: ConversationView, found: Event<'conversation.analysed'>['data']): ConversationView {
  const { analysis, sentiment_score, summary, title = view.conversation.title } = found;
  return { ...view, analysis, conversation: { ...view.conversation, sentiment_score, summary, title } };
}

function begun({ conversation_id, chatbot_id, created_at, data }: Event<'conversation.started'>): ConversationView {
  const door = (type: string): string | null => (data.entry?.type === type ? data.entry.id : null);
  return {
    seq: 0,
    conversation: {
      object: 'conversation',
      id: conversation_id,
      chatbot_id,
      status: 'bot_active',
      priority: 'medium',
      title: null,
      summary: null,
      sentiment_score: null,
      contact_email: null,
      contact_name: null,
      contact_phone: null,
      assigned_to: null,
      last_message_preview: null,
      last_message_at: created_at,
      resolved_at: null,
      closed_at: null,
      created_at,
      qr_code_id: door('qr_code'),
      product_id: door('product'),
      object_id: door('object'),
    },
    source: data.source,
    driver: 'ai',
    progress: 'open',
    messages: [],
    skipped: 0,
    notes: [],
    tagIds: [],
    unread: false,
    peopleWereHere: false,
    handoffState: null,
    contactLabel: null,
    metadata: data.metadata ?? {},
    unverifiedKeys: data.unverified ?? [],
    verifiedAs: data.verified_as ?? null,
    clientMetadata: null,
    lastMessageContent: '',
    lastVisitorMessageAt: null,
    languages: {},
    mostFrequentLanguage: null,
    rating: null,
    analysis: null,
  };
}

function withMessage(view: ConversationView, message: WorkspaceMessage): ConversationView {
  const content = textOf(message);
  const conversation = {
    ...view.conversation,
    last_message_at: message.created_at,
    last_message_preview: previewOf(content),
  };
  return { ...view, conversation, messages: [...view.messages, message], lastMessageContent: content };
}

/** Puts a message as it is now in its place; one that is not in the view is older than what it begins with. */
function withChanged(view: ConversationView, message: WorkspaceMessage): ConversationView {
  const at = view.messages.findIndex(({ id }) => id === message.id);
  if (at === -1) return view;
  const messages = view.messages.with(at, message);
  const isLast = !messages.slice(at + 1).some(({ role }) => role !== 'system');
  if (!isLast) return { ...view, messages };
  const content = textOf(message);
  return {
    ...view,
    messages,
    lastMessageContent: content,
    conversation: { ...view.conversation, last_message_preview: previewOf(content) },
  };
}

const textOf = ({ parts }: WorkspaceMessage): string => parts.find(({ type }) => type === 'text')?.text ?? '';

const PREVIEW_MAX = 200;

/** The beginning of a text, not cut within a character. */
function previewOf(content: string): string | null {
  if (content === '') return null;
  const cut = content.slice(0, PREVIEW_MAX);
  return content.length > PREVIEW_MAX && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function received(view: ConversationView, { data, message }: Event<'message.received'>): ConversationView {
  const { language = null, visitor = {} } = data;
  const { conversation } = view;
  const counts =
    language === null ? view.languages : { ...view.languages, [language]: (view.languages[language] ?? 0) + 1 };
  return {
    ...view,
    conversation: {
      ...conversation,
      contact_name: visitor.name === undefined ? conversation.contact_name : visitor.name,
      contact_email: visitor.email === undefined ? conversation.contact_email : visitor.email,
      contact_phone: visitor.phone === undefined ? conversation.contact_phone : visitor.phone,
    },
    contactLabel: visitor.label === undefined ? view.contactLabel : visitor.label,
    unread: true,
    clientMetadata: recordOf(message.metadata?.client_metadata) ?? view.clientMetadata,
    lastVisitorMessageAt: message.created_at,
    languages: counts,
    mostFrequentLanguage: mostFrequent(counts, view.mostFrequentLanguage, language),
  };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;

/** A tie keeps the language that was the most frequent one before. */
function mostFrequent(
  counts: Readonly<Record<string, number>>,
  before: string | null,
  language: string | null,
): string | null {
  if (language === null || before === null) return before ?? language;
  return (counts[language] ?? 0) > (counts[before] ?? 0) ? language : before;
}

function sent(view: ConversationView, { data, message }: Event<'message.sent'>): ConversationView {
  const title = data.title ?? view.conversation.title;
  // Whoever of the team answers has read.
  const unread = message.metadata?.author === 'human_operator' ? false : view.unread;
  return { ...view, unread, conversation: { ...view.conversation, title } };
}

/** Messages are numbered in the order in which they were said; markers among them have no number. */
function rated(view: ConversationView, { ord, feedback }: Event<'message.rated'>['data']): ConversationView {
  let place = view.skipped;
  const messages = view.messages.map((message) => {
    if (message.role === 'system') return message;
    place += 1;
    if (place !== ord) return message;
    const { feedback: _, ...metadata } = message.metadata ?? {};
    return { ...message, metadata: feedback ? { ...metadata, feedback } : metadata };
  });
  return { ...view, messages };
}

function updated(view: ConversationView, { data, created_at }: Event<'conversation.updated'>): ConversationView {
  const driver = data.driver?.to ?? view.driver;
  const progress = data.progress?.to ?? view.progress;
  const { conversation } = view;
  const peopleWereHere = view.peopleWereHere || driver === 'human';
  return {
    ...view,
    driver,
    progress,
    peopleWereHere,
    handoffState: handoffOf(driver, peopleWereHere),
    contactLabel: data.contact_label ? data.contact_label.to : view.contactLabel,
    verifiedAs: data.verified_as ? data.verified_as.to : view.verifiedAs,
    conversation: {
      ...conversation,
      status: statusOf(driver, progress),
      priority: data.priority?.to ?? conversation.priority,
      assigned_to: data.assigned_to ? data.assigned_to.to : conversation.assigned_to,
      title: data.title ? data.title.to : conversation.title,
      contact_name: data.contact_name ? data.contact_name.to : conversation.contact_name,
      contact_email: data.contact_email ? data.contact_email.to : conversation.contact_email,
      contact_phone: data.contact_phone ? data.contact_phone.to : conversation.contact_phone,
      ...stamps(conversation, data.progress?.to, created_at),
    },
  };
}

function stamps(
  { resolved_at, closed_at }: WorkspaceConversation,
  progress: Progress | undefined,
  at: string,
): Pick<WorkspaceConversation, 'resolved_at' | 'closed_at'> {
  if (progress === 'open') return { resolved_at: null, closed_at: null };
  if (progress === 'resolved') return { resolved_at: at, closed_at: null };
  return { resolved_at, closed_at: progress === 'closed' ? (closed_at ?? at) : closed_at };
}

/** Who drives and how far it has come, as one word. */
export function statusOf(driver: Driver, progress: Progress): ConversationStatus {
  if (progress !== 'open') return progress;
  return driver === 'ai' ? 'bot_active' : driver === 'queue' ? 'agent_requested' : 'open';
}

function handoffOf(driver: Driver, wereHere: boolean): HandoffState | null {
  if (driver === 'queue') return 'requested';
  if (driver === 'human') return 'active';
  return wereHere ? 'ended' : null;
}

function metadataAfter(
  before: ConversationView['metadata'],
  { changed, removed, values = {} }: Event<'conversation.metadata_set'>['data'],
): ConversationView['metadata'] {
  const kept = Object.entries(before).filter(([key]) => !removed.includes(key) && !changed.includes(key));
  // Through entries and not by assignment: a key may be called `__proto__`.
  return Object.fromEntries([...kept, ...Object.entries(values)]);
}

function unverifiedAfter(
  before: readonly string[],
  { changed, removed, unverified = [] }: Event<'conversation.metadata_set'>['data'],
): readonly string[] {
  return [...before.filter((key) => !removed.includes(key) && !changed.includes(key)), ...unverified];
}

/** A note is told as it is now: one that was deleted since is told as null, and a later event says so too. */
function withNote(view: ConversationView, id: string, note: ConversationNote | null): ConversationView {
  const others = view.notes.filter((other) => other.id !== id);
  if (!note) return { ...view, notes: others };
  const at = view.notes.findIndex((other) => other.id === id);
  return { ...view, notes: at === -1 ? [...others, note] : view.notes.with(at, note) };
}
