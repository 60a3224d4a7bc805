import type { MarkerCode } from '@parley/protocol';
import type { Attachment, VisitorMessage, VisitorOperator } from '@parley/protocol/api';
import type { OutgoingMessage, VisitorEntry, VisitorView } from '@parley/sdk';
import { dayNumber } from './time-words.ts';

/** One bubble: a stored message, one on its way, or a welcome that is not stored yet. */
export type Bubble = {
  readonly kind: 'bubble';
  readonly key: string;
  readonly author: VisitorMessage['author'];
  readonly text: string;
  /** Null for a welcome before the first message. */
  readonly at: string | null;
  readonly operator: VisitorOperator | null;
  readonly files: readonly Attachment[];
  readonly stored: VisitorMessage | null;
  readonly outgoing: OutgoingMessage | null;
  /** Bubbles of one author that follow each other at once form a group. */
  readonly opensGroup: boolean;
  readonly closesGroup: boolean;
};

export type Row =
  | Bubble
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'marker'; readonly key: string; readonly code: MarkerCode; readonly name: string | null };

export type TimelineInput = {
  readonly welcome: readonly string[];
  readonly view: VisitorView | null;
  readonly outbox: readonly OutgoingMessage[];
  /** `seq` of the last thing that had been seen before the window was opened; null for no line. */
  readonly seenSeq: number | null;
};

const GROUP_MS = 5 * 60 * 1000;

/** What the message list shows, from the oldest to the newest. */
export function timelineOf(input: TimelineInput): readonly Row[] {
  const entries = input.view?.entries ?? [];
  const isWelcomed = entries.some((entry) => entry.kind === 'message' && entry.message.is_welcome);
  const stored = new Set(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.message.id] : [])));
  const { seenSeq } = input;
  const firstNews = seenSeq === null ? undefined : entries.find((entry) => entry.seq > seenSeq && isNews(entry));
  return grouped([
    ...(isWelcomed ? [] : input.welcome.map(welcomeBubble)),
    ...entries.flatMap((entry, at) =>
      rowsOfEntry(input, {
        entry,
        before: entries[at - 1],
        after: entries.slice(at + 1),
        isFirstNews: entry === firstNews,
      }),
    ),
    // A receipt may come before or after the event that it belongs to: what is stored is not shown twice.
    ...input.outbox
      .filter(({ id }) => !stored.has(id))
      .flatMap((message, at) => outgoingRows(message, at, entries.at(-1))),
  ]);
}

type Around = {
  readonly entry: VisitorEntry;
  readonly before: VisitorEntry | undefined;
  readonly after: readonly VisitorEntry[];
  readonly isFirstNews: boolean;
};

function rowsOfEntry({ view }: TimelineInput, { entry, before, after, isFirstNews }: Around): Row[] {
  const rows: Row[] = [];
  const at = momentOf(entry);
  if (isAnotherDay(before && momentOf(before), at)) rows.push({ kind: 'day', key: `day-${entry.seq}`, at });
  if (isFirstNews) rows.push({ kind: 'unread', key: 'unread' });
  if (entry.kind === 'message') return [...rows, storedBubble(entry.message)];
  const name = entry.code === 'operator_joined' ? nameOfJoined(after, view?.operator ?? null) : null;
  return [...rows, { kind: 'marker', key: `marker-${entry.seq}`, code: entry.code, name }];
}

/** Where the line over `unread` messages goes: `seq` of what is just before them; null for no line. */
export function seqBeforeUnread(view: VisitorView | null, unread: number): number | null {
  const news = (view?.entries ?? []).filter((entry) => entry.kind === 'message' && isNews(entry));
  const first = unread > 0 ? news.at(-unread) : undefined;
  return first ? first.seq - 1 : null;
}

const isNews = (entry: VisitorEntry): boolean => entry.kind === 'marker' || entry.message.author !== 'visitor';

const momentOf = (entry: VisitorEntry): string =>
  entry.kind === 'message' ? entry.message.created_at : entry.createdAt;

const isAnotherDay = (before: string | undefined, at: string): boolean =>
  before === undefined || dayNumber(new Date(before)) !== dayNumber(new Date(at));

/** Who came is told by what they write next; who has not written yet is the one who has the conversation. */
function nameOfJoined(after: readonly VisitorEntry[], current: VisitorOperator | null): string | null {
  for (const entry of after) {
    if (entry.kind === 'marker' && entry.code === 'handed_back') return null;
    if (entry.kind === 'message' && entry.message.operator) return entry.message.operator.name;
  }
  return current?.name ?? null;
}

const EMPTY = {
  kind: 'bubble',
  operator: null,
  files: [],
  stored: null,
  outgoing: null,
  opensGroup: true,
  closesGroup: true,
} as const;

const welcomeBubble = (text: string, at: number): Bubble => ({
  ...EMPTY,
  key: `welcome-${at}`,
  author: 'ai_assistant',
  text,
  at: null,
});

const storedBubble = (message: VisitorMessage): Bubble => ({
  ...EMPTY,
  key: message.id,
  author: message.author,
  text: message.content,
  at: message.created_at,
  operator: message.operator,
  files: message.attachments,
  stored: message,
});

function outgoingRows(message: OutgoingMessage, at: number, last: VisitorEntry | undefined): Row[] {
  const bubble: Bubble = {
    ...EMPTY,
    key: message.id,
    author: 'visitor',
    text: message.text,
    at: message.createdAt,
    files: message.files,
    outgoing: message,
  };
  const opensDay = at === 0 && isAnotherDay(last && momentOf(last), message.createdAt);
  return opensDay ? [{ kind: 'day', key: `day-${message.id}`, at: message.createdAt }, bubble] : [bubble];
}

const grouped = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row, at) =>
    row.kind === 'bubble'
      ? { ...row, opensGroup: !belongTogether(rows[at - 1], row), closesGroup: !belongTogether(row, rows[at + 1]) }
      : row,
  );

function belongTogether(first: Row | undefined, second: Row | undefined): boolean {
  if (first?.kind !== 'bubble' || second?.kind !== 'bubble') return false;
  if (first.author !== second.author || first.operator?.name !== second.operator?.name) return false;
  if (first.at === null || second.at === null) return first.at === second.at;
  return Math.abs(Date.parse(second.at) - Date.parse(first.at)) < GROUP_MS;
}
