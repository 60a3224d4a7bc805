import type { Analytics, AnalyticsDay } from '@parley/protocol/api';
import type { ReportDays } from '../domain/analytics/report-days.ts';
import {
  analyticsNumbers,
  type CaseCounts,
  type MessageCounts,
  type RatingCounts,
  type ReplyTimes,
} from './analytics-numbers.ts';
import { offsetTimeOrNull } from './offset-time.ts';

type Channel = Analytics['channels'][number]['source'];
type ReportedCases = CaseCounts & { readonly source: string; readonly language: string | null };

/** Something that an analysis found, and in how many conversations of the period and of the one before. */
export type Found = { readonly value: string; readonly conversations: number; readonly previous: number };

/** What the report is made of. Days of the period before are numbered from 1, those of the period follow them. */
export type AnalyticsFigures = {
  readonly days: ReportDays;
  readonly previous: ReportDays;
  readonly uncountedSince: Date | null;
  readonly cases: readonly ReportedCases[];
  readonly messages: readonly MessageCounts[];
  readonly ratings: readonly RatingCounts[];
  /** By day, and with null for a whole period. */
  readonly replies: readonly (ReplyTimes & { readonly bucket: number | null; readonly isCurrent: boolean })[];
  readonly topics: readonly Found[];
  readonly intents: readonly Found[];
  readonly knowledgeGaps: readonly Found[];
  readonly topicDays: readonly { readonly bucket: number; readonly topic: string; readonly conversations: number }[];
};

/** The report on conversations as the inbox gets it. */
export function analyticsReport(figures: AnalyticsFigures): Analytics {
  const { days, previous } = figures;
  const begins = previous.days.length + 1;
  return {
    object: 'analytics',
    from: days.from,
    to: days.to,
    time_zone: days.timeZone,
    previous: { from: previous.from, to: previous.to },
    counted_until: offsetTimeOrNull(figures.uncountedSince),
    totals: periodOf(figures, (bucket) => bucket >= begins, true),
    previous_totals: periodOf(figures, (bucket) => bucket < begins, false),
    days: daysOf(figures, days, begins),
    previous_days: daysOf(figures, previous, 1),
    languages: compared(figures, ({ language }) => language).map(([language, counts]) => ({ language, ...counts })),
    channels: compared(figures, ({ source }) => source as Channel).map(([source, counts]) => ({ source, ...counts })),
    topics: figures.topics.map(({ value, ...counts }) => ({ topic: value, ...counts })),
    topics_by_day: figures.topicDays
      .filter(({ bucket }) => bucket >= begins)
      .map(({ bucket, ...counts }) => ({ day: days.days[bucket - begins] ?? days.to, ...counts })),
    intents: figures.intents.map(({ value, ...counts }) => ({ intent: value, ...counts })),
    knowledge_gaps: figures.knowledgeGaps.map(({ value, ...counts }) => ({ question: value, ...counts })),
  };
}

function periodOf(
  { cases, messages, ratings, replies }: AnalyticsFigures,
  isIn: (bucket: number) => boolean,
  isCurrent: boolean,
) {
  return analyticsNumbers({
    cases: cases.filter(({ bucket }) => isIn(bucket)),
    messages: messages.filter(({ bucket }) => isIn(bucket)),
    ratings: ratings.filter(({ bucket }) => isIn(bucket)),
    replies: replies.find((each) => each.bucket === null && each.isCurrent === isCurrent) ?? null,
  });
}

function daysOf(figures: AnalyticsFigures, { days }: ReportDays, first: number): AnalyticsDay[] {
  const cases = Map.groupBy(figures.cases, ({ bucket }) => bucket);
  const messages = Map.groupBy(figures.messages, ({ bucket }) => bucket);
  const ratings = Map.groupBy(figures.ratings, ({ bucket }) => bucket);
  const replies = new Map(figures.replies.map((each) => [each.bucket, each]));
  return days.map((day, index) => {
    const bucket = first + index;
    const counts = {
      cases: cases.get(bucket) ?? [],
      messages: messages.get(bucket) ?? [],
      ratings: ratings.get(bucket) ?? [],
    };
    return { day, ...analyticsNumbers({ ...counts, replies: replies.get(bucket) ?? null }) };
  });
}

/** Conversations of both periods by what they are, the most frequent now first. */
function compared<T>(
  { cases, previous }: AnalyticsFigures,
  keyOf: (each: ReportedCases) => T,
): [T, { conversations: number; previous: number }][] {
  const length = previous.days.length;
  const counted = [...Map.groupBy(cases, keyOf)].map(([key, of]): [T, { conversations: number; previous: number }] => {
    const count = (isIn: (bucket: number) => boolean): number =>
      of.reduce((sum, { bucket, conversations }) => sum + (isIn(bucket) ? conversations : 0), 0);
    return [key, { conversations: count((bucket) => bucket > length), previous: count((bucket) => bucket <= length) }];
  });
  return counted.toSorted(([, a], [, b]) => b.conversations - a.conversations || b.previous - a.previous);
}
