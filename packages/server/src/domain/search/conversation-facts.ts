import type { ConversationAnalysis } from '@parley/protocol';
import type { Conversation } from '../conversation/conversation.ts';
import { searchText } from './search-text.ts';

/** What of a conversation its facts are made of. */
export type FactSource = Pick<
  Conversation,
  | 'source'
  | 'mostFrequentLanguage'
  | 'unread'
  | 'rating'
  | 'qrCodeId'
  | 'productId'
  | 'objectId'
  | 'sentimentScore'
  | 'analysis'
  | 'title'
  | 'visitor'
  | 'url'
  | 'metadata'
>;

/** What lists filter by beside the row, in the form that indexes hold. */
export type ConversationFacts = {
  /** Words such as `source:widget`: those of `fact`. */
  readonly facts: readonly string[];
  readonly metadata: Conversation['metadata'];
  /** As it is searched. */
  readonly visitor: string;
  readonly title: string;
  /** In lower case. */
  readonly url: string | null;
};

/** The words of facts, for those who write them and those who look for them. */
export const fact = {
  source: (source: string) => `source:${source}`,
  language: (code: string) => `language:${code}`,
  unread: (unread: boolean) => `unread:${unread}`,
  rated: 'rated',
  rating: (answer: string) => `rating:${answer}`,
  entryPoint: (id: string) => `entry:${id}`,
  sentiment: (sentiment: string) => `sentiment:${sentiment}`,
  topic: (topic: string) => `topic:${topic.toLowerCase()}`,
  intent: (intent: string) => `intent:${intent}`,
  flag: (reason: string) => `flag:${reason}`,
  dimension: (key: string, value: string) => `dimension:${key}:${value}`,
  /** Ten of the scale's hundred at a time. */
  score: (score: number) => `score:${Math.floor(score / 10)}`,
} as const;

/** The facts of a conversation. */
export function factsOf(state: FactSource): ConversationFacts {
  const { analysis, mostFrequentLanguage: language, sentimentScore: score, rating, visitor, title, url } = state;
  const doors = [state.qrCodeId, state.productId, state.objectId].filter((id) => id !== null);
  const facts = [
    fact.source(state.source),
    fact.unread(state.unread),
    ...(language ? [fact.language(language)] : []),
    ...(rating ? [fact.rated, ...Object.values(rating.answers).map(fact.rating)] : []),
    ...doors.map(fact.entryPoint),
    ...(score === null ? [] : [fact.score(score)]),
    ...(analysis ? analysisFacts(analysis) : []),
  ];
  const { name, email, phone, label } = visitor;
  return {
    facts: [...new Set(facts)].sort(),
    metadata: state.metadata,
    visitor: searchText([name, email, phone, label].filter((part) => part !== null).join(' ')),
    title: searchText(title ?? ''),
    url: url?.toLowerCase() ?? null,
  };
}

function analysisFacts({ sentiment, topic, intent, flag_code, dimensions = {} }: ConversationAnalysis): string[] {
  const own = Object.entries(dimensions).flatMap(([key, value]) =>
    [value].flat().map((each) => fact.dimension(key, String(each))),
  );
  return [
    fact.sentiment(sentiment),
    fact.topic(topic),
    ...(intent ? [fact.intent(intent)] : []),
    ...(flag_code ? [fact.flag(flag_code)] : []),
    ...own,
  ];
}

/** The words of all scores of a range. */
export function scoreFacts(min: number, max: number): string[] {
  const first = Math.floor(Math.max(min, 0) / 10);
  const last = Math.floor(Math.min(max, 100) / 10);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => fact.score((first + index) * 10));
}
