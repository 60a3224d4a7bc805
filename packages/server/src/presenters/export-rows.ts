import { FEEDBACK_RATINGS, RATING_QUESTIONS } from '@parley/protocol';
import { statusOf } from '../domain/conversation/conversation.ts';
import type { ExportedConversation, ExportedMessage } from '../domain/export/exported.ts';
import { type MessageTally, transcriptOf } from '../domain/export/message-tally.ts';
import type { Cell } from '../lib/cell.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { authorName } from './export-json.ts';

/** Keys that have a column; where they are not all, one column more has the whole. */
export type KeyColumns = { readonly keys: readonly string[]; readonly isWhole: boolean };

/** How a table is made of things of one kind: its header, and the cells of each. */
export type Columns<Args extends readonly unknown[]> = {
  readonly header: readonly string[];
  readonly cells: (...args: Args) => Cell[];
};

type Column<Args extends readonly unknown[]> = readonly [name: string, cell: (...args: Args) => Cell];

const columnsOf = <Args extends readonly unknown[]>(columns: readonly Column<Args>[]): Columns<Args> => ({
  header: columns.map(([name]) => name),
  cells: (...args) => columns.map(([, cell]) => cell(...args)),
});

const CONVERSATION: readonly Column<[ExportedConversation]>[] = [
  ['id', ({ id }) => id],
  ['ord', ({ ord }) => ord],
  ['chatbot', ({ agentName }) => agentName],
  ['source', ({ source }) => source],
  ['status', statusOf],
  ['driver', ({ driver }) => driver],
  ['progress', ({ progress }) => progress],
  ['priority', ({ priority }) => priority],
  ['created_at', ({ createdAt }) => createdAt],
  ['last_message_at', ({ lastMessageAt }) => lastMessageAt],
  ['last_visitor_message_at', ({ lastVisitorMessageAt }) => lastVisitorMessageAt],
  ['resolved_at', ({ resolvedAt }) => resolvedAt],
  ['closed_at', ({ closedAt }) => closedAt],
  ['title', ({ title }) => title],
  ['summary', ({ summary }) => summary],
  ['sentiment_score', ({ sentimentScore }) => sentimentScore],
  ['sentiment', ({ analysis }) => analysis?.sentiment ?? null],
  ['topic', ({ analysis }) => analysis?.topic ?? null],
  ['analysed_resolution', ({ analysis }) => analysis?.resolution_status ?? null],
  ['is_flagged', ({ analysis }) => analysis?.is_flagged ?? null],
  ['flag_code', ({ analysis }) => analysis?.flag_code ?? null],
  ['flag_reason', ({ analysis }) => analysis?.flag_reason ?? null],
  ['intent', ({ analysis }) => analysis?.intent ?? null],
  ['knowledge_gap', ({ analysis }) => analysis?.knowledge_gap ?? null],
  ['most_frequent_language', ({ mostFrequentLanguage }) => mostFrequentLanguage],
  ['visitor_name', ({ visitor }) => visitor.name],
  ['visitor_email', ({ visitor }) => visitor.email],
  ['visitor_phone', ({ visitor }) => visitor.phone],
  ['visitor_label', ({ visitor }) => visitor.label],
  ['verified_as', ({ verifiedAs }) => verifiedAs],
  ['assigned_to_name', ({ assignee }) => assignee?.name ?? null],
  ['assigned_to_email', ({ assignee }) => assignee?.email ?? null],
  ['tags', ({ tags }) => tags.join(', ')],
  ['url', ({ url }) => url],
  ['entry_point_type', ({ entryPoint }) => entryPoint?.type ?? null],
  ['entry_point_name', ({ entryPoint }) => entryPoint?.name ?? null],
  ['entry_point_id', ({ entryPoint }) => entryPoint?.id ?? null],
  ['message_count', ({ messageCount }) => messageCount],
  ['metadata', ({ metadata }) => JSON.stringify(metadata)],
  ...RATING_QUESTIONS.map(
    (code): Column<[ExportedConversation]> => [`rating.${code}`, ({ rating }) => rating?.answers[code] ?? null],
  ),
  ['rating.comment', ({ rating }) => rating?.comment ?? null],
];

/** Which keys have columns where a row is a conversation. */
export type KeysOfConversations = {
  readonly metadata: KeyColumns;
  readonly clientMetadata: KeyColumns;
  /** Of the workspace's own rubric. */
  readonly dimensions: KeyColumns;
};

/** A conversation in a row. `transcriptMax` says how much of what was said one cell takes. */
export function conversationColumns(
  { metadata, clientMetadata, dimensions }: KeysOfConversations,
  transcriptMax: number | undefined,
): Columns<[ExportedConversation, MessageTally]> {
  type Both = [ExportedConversation, MessageTally];
  return columnsOf<Both>([
    ...CONVERSATION,
    ...FEEDBACK_RATINGS.map((rating): Column<Both> => [`feedback.${rating}`, (_, tally) => tally.feedback[rating]]),
    ['visitor_messages', (_, { authors }) => authors.visitor],
    ['ai_assistant_messages', (_, { authors }) => authors.ai_assistant],
    ['human_operator_messages', (_, { authors }) => authors.human_operator],
    ...keyColumns<Both>('analysis', dimensions.keys, ({ analysis }) => (analysis?.dimensions ?? {}) as JsonObject),
    ...keyColumns<Both>('metadata', metadata.keys, (conversation) => conversation.metadata),
    ...clientColumns<Both>(clientMetadata, (_, tally) => tally.clientMetadata),
    ['messages', (_, tally) => transcriptOf(tally, transcriptMax)],
  ]);
}

/** A message in a row. */
export function messageColumns(clientMetadata: KeyColumns): Columns<[ExportedConversation, ExportedMessage]> {
  type Both = [ExportedConversation, ExportedMessage];
  return columnsOf<Both>([
    ['conversation_id', ({ id }) => id],
    ['conversation_ord', ({ ord }) => ord],
    ['chatbot', ({ agentName }) => agentName],
    ['source', ({ source }) => source],
    ['id', (_, { id }) => id],
    ['ord', (_, { ord }) => ord],
    ['author', (_, { author }) => author],
    ['author_name', authorName],
    ['created_at', (_, { createdAt }) => createdAt],
    ['content', (_, { content }) => content],
    ['sources', (_, { sources }) => sources.map(sourceLine).join('\n')],
    ['feedback', (_, { feedback }) => feedback?.rating ?? null],
    ['feedback_comment', (_, { feedback }) => feedback?.comment ?? null],
    ['attachments', (_, { attachments }) => attachments.map(({ name, url }) => `${name}: ${url}`).join('\n')],
    ...clientColumns<Both>(clientMetadata, (_, message) => message.clientMetadata ?? {}),
  ]);
}

function clientColumns<Args extends readonly unknown[]>(
  { keys, isWhole }: KeyColumns,
  from: (...args: Args) => JsonObject,
): Column<Args>[] {
  const whole: Column<Args>[] = isWhole ? [] : [['client_metadata', (...args) => JSON.stringify(from(...args))]];
  return [...whole, ...keyColumns('client_metadata', keys, from)];
}

const keyColumns = <Args extends readonly unknown[]>(
  name: string,
  keys: readonly string[],
  from: (...args: Args) => JsonObject,
): Column<Args>[] =>
  keys.map((key) => [
    `${name}.${key}`,
    (...args) => {
      const object = from(...args);
      return Object.hasOwn(object, key) ? cellOf(object[key] ?? null) : null;
    },
  ]);

const cellOf = (value: Json): Cell => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

/** «Title <address>: "what was quoted"» */
function sourceLine({ title, url, quote }: JsonObject): string {
  return `${title}${url ? ` <${url}>` : ''}: "${quote}"`;
}
