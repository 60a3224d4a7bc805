import type { AnalyticsNumbers } from '@parley/protocol/api';

/** Cases of one day (from 1) that are alike. */
export type CaseCounts = {
  readonly bucket: number;
  readonly sentiment: Judgement | null;
  readonly flagged: boolean | null;
  readonly conversations: number;
  readonly returning: number;
  readonly confirmed: number;
  readonly assumed: number;
  readonly archived: number;
  readonly handoffs: number;
  readonly replied: number;
};

export type MessageCounts = {
  readonly bucket: number;
  readonly author: 'visitor' | 'ai_assistant' | 'human_operator';
  /** What a reply of the agent is. */
  readonly kind: string;
  readonly messages: number;
};

export type RatingCounts = {
  readonly bucket: number;
  readonly question: 'helpful' | 'experience' | 'message';
  readonly rating: Judgement;
  readonly ratings: number;
};

/** How soon people wrote. */
export type ReplyTimes = { readonly medianSeconds: number; readonly p90Seconds: number };

/** What a day or some days are counted from. */
export type Counts = {
  readonly cases: readonly CaseCounts[];
  readonly messages: readonly MessageCounts[];
  readonly ratings: readonly RatingCounts[];
  /** Null without any. */
  readonly replies: ReplyTimes | null;
};

type Judgement = 'positive' | 'neutral' | 'negative';

/** The figures of a day, or of some: counts are sums of what is given, rates and averages are made of these sums. */
export function analyticsNumbers({ cases, messages, ratings, replies }: Counts): AnalyticsNumbers {
  const conversations = sum(cases, ({ conversations }) => conversations);
  const written = writtenBy(messages);
  const confirmed = sum(cases, (each) => each.confirmed);
  const assumed = sum(cases, (each) => each.assumed);
  const archived = sum(cases, (each) => each.archived);
  const handoffs = sum(cases, (each) => each.handoffs);
  const answers = answersOf(messages);
  return {
    conversations,
    returning: sum(cases, ({ returning }) => returning),
    messages: written,
    messages_per_conversation: conversations === 0 ? null : rounded(written.total / conversations),
    resolved: { confirmed, assumed, total: confirmed + assumed },
    open: conversations - confirmed - assumed - archived,
    archived,
    resolution_rate: rate(confirmed + assumed, conversations),
    handoffs,
    handoff_rate: rate(handoffs, conversations),
    first_human_reply: {
      replied: sum(cases, ({ replied }) => replied),
      median_seconds: replies && rounded(replies.medianSeconds),
      p90_seconds: replies && rounded(replies.p90Seconds),
    },
    answers,
    unknown_rate: rate(answers.unknown, answers.answered + answers.unknown),
    sentiment: judged(
      cases,
      ({ sentiment }) => sentiment,
      ({ conversations }) => conversations,
    ),
    flagged: sum(cases, (each) => (each.flagged ? each.conversations : 0)),
    ratings: {
      helpful: ratingsOf(ratings, 'helpful'),
      experience: ratingsOf(ratings, 'experience'),
      messages: ratingsOf(ratings, 'message'),
    },
  };
}

function writtenBy(messages: readonly MessageCounts[]): AnalyticsNumbers['messages'] {
  const by = (author: MessageCounts['author']): number =>
    sum(messages, (each) => (each.author === author ? each.messages : 0));
  const [visitor, ai_assistant, human_operator] = [by('visitor'), by('ai_assistant'), by('human_operator')];
  return { visitor, ai_assistant, human_operator, total: visitor + ai_assistant + human_operator };
}

function answersOf(messages: readonly MessageCounts[]): AnalyticsNumbers['answers'] {
  const of = (kind: string): number => sum(messages, (each) => (each.kind === kind ? each.messages : 0));
  return { answered: of('answer'), unknown: of('unknown'), smalltalk: of('smalltalk'), handoff: of('handoff') };
}

function ratingsOf(ratings: readonly RatingCounts[], question: RatingCounts['question']) {
  const asked = ratings.filter((each) => each.question === question);
  return judged(
    asked,
    ({ rating }) => rating,
    (each) => each.ratings,
  );
}

function judged<T>(all: readonly T[], judgementOf: (each: T) => Judgement | null, count: (each: T) => number) {
  const of = (judgement: Judgement): number => sum(all, (each) => (judgementOf(each) === judgement ? count(each) : 0));
  return { positive: of('positive'), neutral: of('neutral'), negative: of('negative') };
}

const sum = <T>(all: readonly T[], count: (each: T) => number): number =>
  all.reduce((total, each) => total + count(each), 0);
const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
/** To a thousandth: more is noise. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
