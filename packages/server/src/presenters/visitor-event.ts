import type { ConversationEvent, Driver, Progress } from '@parley/protocol';
import type { Attachment, Feedback, VisitorEvent, VisitorMessage, VisitorOperator } from '@parley/protocol/api';
import { trackedLinks } from './tracked-links.ts';
import { utcTime } from './utc-time.ts';
import { avatarUrl } from './widget-configuration.ts';

/** An event with what it speaks of, as it is stored. */
export type ShownToVisitor = {
  readonly seq: number;
  readonly event: ConversationEvent;
  readonly createdAt: Date;
  readonly message: {
    readonly id: string;
    readonly ord: number;
    readonly author: VisitorMessage['author'];
    readonly content: string;
    readonly is_welcome: boolean;
    readonly sources: readonly { readonly [key: string]: unknown }[];
    readonly feedback: object | null;
    readonly attachments: readonly object[];
    readonly created_at: Date;
  } | null;
  readonly operator: TeamMember | null;
  readonly sourceUrls: { readonly [articleNumber: string]: string };
};

type TeamMember = { readonly name: string; readonly image: string | null };

/** What a visitor sees of the state of their conversation. */
export type VisitorStatus = {
  readonly driver: Driver;
  readonly progress: Progress;
  /** Whose it is, whether or not the visitor talks to them now. */
  readonly owner: TeamMember | null;
};

/** Of a conversation that has just begun. */
export const FIRST_STATUS: VisitorStatus = { driver: 'ai', progress: 'open', owner: null };

type Changing = { readonly event: ConversationEvent; readonly operator: TeamMember | null };

/** The state after an event. */
export function statusAfter(status: VisitorStatus, { event, operator }: Changing): VisitorStatus {
  if (event.type !== 'conversation.updated') return status;
  const { driver, progress, assignedTo } = event.data;
  return {
    driver: driver?.to ?? status.driver,
    progress: progress?.to ?? status.progress,
    owner: assignedTo ? operator : status.owner,
  };
}

/** An address that leads to a link of message `ord` in another way. */
export type LinkOf = (ord: number, url: string) => string;

export type TellingEvent = {
  /** The states around the event. */
  readonly before: VisitorStatus;
  readonly after: VisitorStatus;
  /** Null where links lead where they say. */
  readonly linkOf: LinkOf | null;
  /** Where browsers reach us, without a slash at the end: pictures of the team are there. */
  readonly host: string;
};

/** How the visitor is told of an event; null for what stays with the team. */
export function visitorEvent(shown: ShownToVisitor, telling: TellingEvent): VisitorEvent | null {
  const { event } = shown;
  const { before, after, linkOf, host } = telling;
  const place = { seq: shown.seq, created_at: utcTime(shown.createdAt) };
  switch (event.type) {
    case 'message.received':
    case 'message.sent': {
      const message = messageOf(shown, event, host);
      const told = message && linkOf ? withLinks(message, linkOf) : message;
      return told && { type: 'message', ...place, message: told };
    }
    case 'marker.added':
      return { type: 'marker', ...place, code: event.data.code };
    case 'conversation.updated':
      return isSame(before, after) ? null : { type: 'status', ...place, ...statusOf(after, host) };
    case 'message.rated':
      return { type: 'feedback', ...place, ord: event.data.ord, feedback: event.data.feedback };
    case 'conversation.rated': {
      const { answers, comment } = event.data.rating;
      return { type: 'rating', ...place, rating: { answers: { ...answers }, comment } };
    }
    case 'turn.ended':
      return { type: 'turn_ended', ...place, ord: event.data.ord, reason: event.data.reason };
    default:
      return null;
  }
}

type Said = Extract<ConversationEvent, { type: 'message.received' | 'message.sent' }>;

function messageOf(
  { message, operator, sourceUrls }: ShownToVisitor,
  { type, data }: Said,
  host: string,
): VisitorMessage | null {
  if (!message) return null;
  return {
    id: message.id,
    ord: message.ord,
    author: message.author,
    content: message.content,
    created_at: utcTime(message.created_at),
    is_welcome: message.is_welcome,
    answers: (type === 'message.sent' && 'answers' in data ? data.answers : null) ?? null,
    offers_person: 'offersPerson' in data && data.offersPerson === true,
    operator: message.author === 'human_operator' ? operatorOf(operator, host) : null,
    sources: message.sources.map((source) => sourceOf(source, sourceUrls)),
    // Stored in the contract's own shape.
    attachments: message.attachments as VisitorMessage['attachments'] & Attachment[],
    feedback: feedbackOf(message.feedback as Feedback | null),
  };
}

/** When it was given is for the team. */
const feedbackOf = (stored: Feedback | null): VisitorMessage['feedback'] =>
  stored && { rating: stored.rating, comment: stored.comment };

function withLinks(message: VisitorMessage, linkOf: LinkOf): VisitorMessage {
  if (message.author === 'visitor') return message;
  const lead = (url: string): string => linkOf(message.ord, url);
  return {
    ...message,
    content: trackedLinks(message.content, (_, url) => lead(url)),
    sources: message.sources.map((source) => ({ ...source, url: source.url && lead(source.url) })),
  };
}

function sourceOf(
  { id, title, url, quote }: { readonly [key: string]: unknown },
  urls: ShownToVisitor['sourceUrls'],
): VisitorMessage['sources'][number] {
  const own = typeof url === 'string' && url !== '' ? url : null;
  return { title: String(title), url: urls[String(id)] ?? own, quote: String(quote) };
}

/** Somebody of the team, as the visitor sees them; `host` is where browsers reach us. */
export const operatorOf = (member: TeamMember | null, host: string): VisitorOperator | null =>
  member && { name: member.name, avatar_url: avatarUrl(member.image, host) };

/** Whom the visitor talks to: an owner of what the agent drives is none of theirs. */
const statusOf = ({ driver, progress, owner }: VisitorStatus, host: string) => ({
  driver,
  progress,
  operator: driver === 'human' ? operatorOf(owner, host) : null,
});

function isSame(before: VisitorStatus, after: VisitorStatus): boolean {
  // Wherever browsers reach us: it is the same for both.
  const [was, is] = [statusOf(before, ''), statusOf(after, '')];
  return (
    was.driver === is.driver &&
    was.progress === is.progress &&
    was.operator?.name === is.operator?.name &&
    was.operator?.avatar_url === is.operator?.avatar_url
  );
}
