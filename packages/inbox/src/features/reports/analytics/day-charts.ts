import type { Analytics, AnalyticsDay } from '@parley/protocol/api';
import type { TFunction } from 'i18next';
import type { Series } from '../../../ui/chart/day-chart.tsx';
import type { Formats } from '../formats.ts';

export type DayChartFacts = {
  readonly title: string;
  readonly series: readonly Series[];
  readonly format: (value: number | null) => string;
};

type Words = { readonly t: TFunction<'reports'>; readonly format: Formats };

/** The pictures of a report, in their order; what nothing is known of is left out. */
export function dayCharts(analytics: Analytics, { t, format }: Words): DayChartFacts[] {
  const { days, previous_days: before } = analytics;
  const line = (key: string, look: Series['look'], of: (day: AnalyticsDay) => number | null, from = days): Series => ({
    key,
    name: t(`series.${key}`),
    look,
    values: from.map(of),
  });
  const compared = (key: string, look: Series['look'], of: (day: AnalyticsDay) => number | null): Series[] => [
    line(key, look, of),
    { ...line('before', 'before', of, before), name: t('series.before') },
  ];
  const charts: DayChartFacts[] = [
    {
      title: t('charts.conversations'),
      series: compared('conversations', 'bar', (day) => day.conversations),
      format: format.number,
    },
    {
      title: t('charts.messages'),
      series: (['visitor', 'ai_assistant', 'human_operator'] as const).map((author) =>
        line(author, 'bar', (day) => day.messages[author]),
      ),
      format: format.number,
    },
    {
      title: t('charts.resolution'),
      series: [
        line('confirmed', 'bar', (day) => day.resolved.confirmed),
        line('assumed', 'bar', (day) => day.resolved.assumed),
        line('open', 'bar', (day) => day.open),
      ],
      format: format.number,
    },
    { title: t('charts.handoffs'), series: compared('handoffs', 'bar', (day) => day.handoffs), format: format.number },
    {
      title: t('charts.firstReply'),
      series: compared('median', 'line', (day) => day.first_human_reply.median_seconds),
      format: format.seconds,
    },
    {
      title: t('charts.answers'),
      series: (['answered', 'unknown', 'smalltalk', 'handoff'] as const).map((kind) =>
        line(kind, 'bar', (day) => day.answers[kind]),
      ),
      format: format.number,
    },
    judged('charts.sentiment', (day) => day.sentiment),
    judged('charts.helpful', (day) => day.ratings.helpful),
    judged('charts.experience', (day) => day.ratings.experience),
    judged('charts.thumbs', (day) => day.ratings.messages),
    topicsOf(analytics, { t, format }),
  ];
  return charts.filter(({ series }) => series.length > 0 && hasFigures(series));

  function judged(title: string, of: (day: AnalyticsDay) => AnalyticsDay['sentiment']): DayChartFacts {
    const series = (['positive', 'neutral', 'negative'] as const).map((kind) =>
      line(kind, 'bar', (day) => of(day)[kind]),
    );
    return { title: t(title), series, format: format.number };
  }
}

/** The five most frequent topics, which fit into one picture; the table of topics has more of them. */
function topicsOf({ days, topics, topics_by_day: byDay }: Analytics, { t, format }: Words): DayChartFacts {
  const series = topics.slice(0, 5).map(({ topic }, place): Series => {
    const counts = new Map(byDay.filter((each) => each.topic === topic).map((each) => [each.day, each.conversations]));
    return { key: `topic${place}`, name: topic, look: 'bar', values: days.map(({ day }) => counts.get(day) ?? 0) };
  });
  return { title: t('charts.topics'), series, format: format.number };
}

const hasFigures = (series: readonly Series[]): boolean =>
  series.some(({ values, look }) => look !== 'before' && values.some((value) => (value ?? 0) !== 0));
