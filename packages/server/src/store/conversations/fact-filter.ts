import {
  type FeedbackRating,
  type FlagReason,
  type Intent,
  RATING_QUESTIONS,
  type Sentiment,
  type Source,
} from '@parley/protocol';
import { sql } from 'kysely';
import { fact, scoreFacts } from '../../domain/search/conversation-facts.ts';
import { type MetadataPair, metadataPatterns } from '../../domain/search/metadata-patterns.ts';
import { searchPatterns } from '../../domain/search/search-patterns.ts';
import { anyOf, type Condition } from './condition.ts';
import { FLAGGED } from './inbox-view.ts';

/** What hardly ever changes in a conversation: it is found by `conversation_facts`, which may lag a second. */
export type FactFilter = {
  readonly sources?: readonly Source[] | undefined;
  /** In lower case. */
  readonly languages?: readonly string[] | undefined;
  readonly isUnread?: boolean | undefined;
  readonly hasRating?: boolean | undefined;
  /** Any answer at the end is one of these. */
  readonly ratings?: readonly FeedbackRating[] | undefined;
  /** Held by the address, whatever the case. */
  readonly urlPart?: string | undefined;
  readonly entryPointIds?: readonly string[] | undefined;
  /** All of them. */
  readonly metadata?: readonly MetadataPair[] | undefined;
  /** Words that the visitor's details hold. */
  readonly visitor?: string | undefined;
  /** Words that the visitor's details hold, or the title. */
  readonly named?: string | undefined;
  readonly sentimentMin?: number | undefined;
  readonly sentimentMax?: number | undefined;
  readonly sentiments?: readonly Sentiment[] | undefined;
  /** In lower case. */
  readonly topics?: readonly string[] | undefined;
  readonly intents?: readonly Intent[] | undefined;
  readonly flags?: readonly FlagReason[] | undefined;
  readonly isFlagged?: boolean | undefined;
  /** What the workspace's own rubric says: all of them. */
  readonly dimensions?: readonly MetadataPair[] | undefined;
};

/** A filter that asks nothing of the facts. */
export const NO_FACTS = {
  sources: undefined,
  languages: undefined,
  isUnread: undefined,
  hasRating: undefined,
  ratings: undefined,
  urlPart: undefined,
  entryPointIds: undefined,
  metadata: undefined,
  visitor: undefined,
  named: undefined,
  sentimentMin: undefined,
  sentimentMax: undefined,
  sentiments: undefined,
  topics: undefined,
  intents: undefined,
  flags: undefined,
  isFlagged: undefined,
  dimensions: undefined,
} as const satisfies { readonly [field in keyof Required<FactFilter>]: undefined };

const SCORE_MAX = 100;

/** What a filter asks of the facts, by conversations `c` themselves: always true to the row but for words of names. */
export function factConditions(workspaceId: string, filter: FactFilter): Condition[] {
  const { sources, languages, isUnread, hasRating, entryPointIds, isFlagged } = filter;
  return [
    ...(sources ? [sql`c.source = any(${[...sources]}::text[])`] : []),
    ...(languages ? [sql`c.most_frequent_language = any(${[...languages]}::text[])`] : []),
    ...(isUnread === undefined ? [] : [sql`c.unread = ${isUnread}::boolean`]),
    ...(hasRating === undefined ? [] : [hasRating ? sql`c.rating is not null` : sql`c.rating is null`]),
    ...(entryPointIds ? [enteredThrough(entryPointIds)] : []),
    ...analysisConditions(filter),
    ...(isFlagged === undefined ? [] : [isFlagged ? FLAGGED : sql`(${FLAGGED}) is not true`]),
    ...wordConditions(workspaceId, filter),
  ];
}

function analysisConditions({ sentiments, topics, intents, flags, dimensions }: FactFilter): Condition[] {
  return [
    ...(sentiments ? [sql`c.analysis ->> 'sentiment' = any(${[...sentiments]}::text[])`] : []),
    ...(topics ? [sql`lower(c.analysis ->> 'topic') = any(${[...topics]}::text[])`] : []),
    ...(intents ? [sql`c.analysis ->> 'intent' = any(${[...intents]}::text[])`] : []),
    ...(flags ? [sql`c.analysis ->> 'flag_code' = any(${[...flags]}::text[])`] : []),
    ...(dimensions ?? []).map((pair) => holds(sql`(c.analysis -> 'dimensions')`, pair)),
  ];
}

function wordConditions(workspaceId: string, filter: FactFilter): Condition[] {
  const { ratings, urlPart, metadata, visitor, named, sentimentMin, sentimentMax } = filter;
  return [
    ...(ratings ? [ratedAs(ratings)] : []),
    ...(urlPart === undefined ? [] : [sql`lower(c.url) like ${partOf(urlPart)}`]),
    ...(metadata ?? []).map((pair) => holds(sql`c.metadata`, pair)),
    ...(sentimentMin === undefined ? [] : [sql`c.sentiment_score >= ${sentimentMin}::int`]),
    ...(sentimentMax === undefined ? [] : [sql`c.sentiment_score <= ${sentimentMax}::int`]),
    ...(visitor === undefined ? [] : [factsHold(workspaceId, hasWords(sql`f.visitor`, visitor))]),
    ...(named === undefined ? [] : [factsHold(workspaceId, isNamed(named))]),
  ];
}

/** `select conversation_id …` of those that may be meant, by index; null where a filter asks for nothing that is in one. */
export function factCandidates(workspaceId: string, filter: FactFilter): Condition | null {
  const { urlPart, metadata, visitor, named } = filter;
  const parts = [
    ...factWords(filter).map((words) =>
      words.length === 1 ? sql`f.facts @> ${[...words]}::text[]` : sql`f.facts && ${[...words]}::text[]`,
    ),
    ...(urlPart === undefined || !isLong(urlPart) ? [] : [sql`f.url like ${partOf(urlPart)}`]),
    ...(metadata ?? []).map((pair) => holds(sql`f.metadata`, pair)),
    ...(visitor === undefined || !isIndexable(visitor) ? [] : [hasWords(sql`f.visitor`, visitor)]),
    ...(named === undefined || !isIndexable(named) ? [] : [isNamed(named)]),
  ];
  if (parts.length === 0) return null;
  return sql`select f.conversation_id as id from conversation_facts f
    where f.workspace_id = ${workspaceId}::uuid and ${sql.join(parts, sql` and `)} offset 0`;
}

/** Of each list one word at least. */
function factWords(filter: FactFilter): readonly (readonly string[])[] {
  const { sources, languages, isUnread, hasRating, ratings, entryPointIds, sentiments, topics, intents, flags } =
    filter;
  const { sentimentMin, sentimentMax } = filter;
  const isScored = sentimentMin !== undefined || sentimentMax !== undefined;
  return [
    ...(sources ? [sources.map(fact.source)] : []),
    ...(languages ? [languages.map(fact.language)] : []),
    ...(isUnread === undefined ? [] : [[fact.unread(isUnread)]]),
    ...(hasRating ? [[fact.rated]] : []),
    ...(ratings ? [ratings.map(fact.rating)] : []),
    ...(entryPointIds ? [entryPointIds.map(fact.entryPoint)] : []),
    ...(sentiments ? [sentiments.map(fact.sentiment)] : []),
    ...(topics ? [topics.map(fact.topic)] : []),
    ...(intents ? [intents.map(fact.intent)] : []),
    ...(flags ? [flags.map(fact.flag)] : []),
    ...(filter.dimensions ?? []).map(({ key, value }) => [fact.dimension(key, value)]),
    ...(isScored ? [scoreFacts(sentimentMin ?? 0, sentimentMax ?? SCORE_MAX)] : []),
  ];
}

const enteredThrough = (ids: readonly string[]): Condition => sql`(c.qr_code_id = any(${[...ids]}::uuid[])
  or c.product_id = any(${[...ids]}::uuid[]) or c.object_id = any(${[...ids]}::uuid[]))`;

const ratedAs = (ratings: readonly FeedbackRating[]): Condition =>
  anyOf(
    RATING_QUESTIONS.map(
      (question) => sql`c.rating -> 'answers' ->> ${sql.lit(question)} = any(${[...ratings]}::text[])`,
    ),
  );

const holds = (column: Condition, pair: MetadataPair): Condition =>
  anyOf(metadataPatterns(pair).map((pattern) => sql`${column} @> ${pattern}::jsonb`));

/** By key: the limit keeps the planner from joining in another way. */
const factsHold = (workspaceId: string, condition: Condition): Condition => sql`exists (
  select 1 from (select * from conversation_facts f
    where f.workspace_id = ${workspaceId}::uuid and f.conversation_id = c.id limit 1) f where ${condition})`;

const isNamed = (words: string): Condition => anyOf([hasWords(sql`f.visitor`, words), hasWords(sql`f.title`, words)]);

/** All words of a search; what has none, such as accents alone, is in nothing. */
function hasWords(column: Condition, words: string): Condition {
  const { patterns } = searchPatterns(words);
  if (patterns.length === 0) return sql`false`;
  return sql`(${sql.join(
    patterns.map((pattern) => sql`${column} like ${pattern}`),
    sql` and `,
  )})`;
}

const isIndexable = (words: string): boolean => searchPatterns(words).isIndexable;
/** Shorter ones have no trigram to look up. */
const isLong = (part: string): boolean => /[\p{L}\p{N}]{3}/u.test(part);

const partOf = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
