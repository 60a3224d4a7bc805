import type { WidgetValues } from '../widget-fields.ts';

export type Hours = NonNullable<WidgetValues['working_hours']>;
export type Days = Hours['days'];
export type Weekday = keyof Days;
export type Span = { readonly from: string; readonly to: string };
export type SpanProblem = 'incomplete' | 'nothing' | 'overlap';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly Weekday[];
export const SPANS_MAX = 10;

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** What is begun with: office hours on working days. */
export const OFFICE_HOURS: Days = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
);

/** Where a span ends, beside its own time: `00:00` is midnight, and what ends before it begins goes over it. */
export function endOf({ from, to }: Span): 'same-day' | 'midnight' | 'next-day' {
  if (to === '00:00') return 'midnight';
  return from !== '' && to !== '' && to < from ? 'next-day' : 'same-day';
}

/** What is wrong with spans, by day and place: `2.0` is the first of Tuesday. Of two that overlap the later one is told. */
export function spanProblems(days: Days): Record<string, SpanProblem> {
  const problems: Record<string, SpanProblem> = {};
  const known: { readonly begin: number; readonly end: number }[] = [];
  for (const [at, day] of WEEKDAYS.entries()) {
    for (const [place, span] of (days[day] ?? []).entries()) {
      const problem = problemOfSpan(span);
      if (problem) problems[`${day}.${place}`] = problem;
      if (problem) continue;
      const begin = at * DAY + minutesOf(span.from);
      const end = at * DAY + minutesOf(span.to) + (minutesOf(span.to) <= minutesOf(span.from) ? DAY : 0);
      // A night from Sunday to Monday meets the Monday of the same week.
      const meets = known.some((other) =>
        [-WEEK, 0, WEEK].some((shift) => begin + shift < other.end && other.begin < end + shift),
      );
      if (meets) problems[`${day}.${place}`] = 'overlap';
      known.push({ begin, end });
    }
  }
  return problems;
}

function problemOfSpan({ from, to }: Span): SpanProblem | null {
  if (from === '' || to === '') return 'incomplete';
  return from === to && to !== '00:00' ? 'nothing' : null;
}

/** The day with another span; the first of a day is office hours, any other is left to be said. */
export const withAnother = (spans: readonly Span[]): Span[] => [
  ...spans,
  spans.length === 0 ? { from: '09:00', to: '17:00' } : { from: '', to: '' },
];

/** Days without any span are not named. */
export const withDay = (days: Days, day: Weekday, spans: readonly Span[]): Days =>
  Object.fromEntries(
    WEEKDAYS.map((each) => [each, each === day ? [...spans] : (days[each] ?? [])] as const).filter(
      ([, list]) => list.length > 0,
    ),
  );

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
