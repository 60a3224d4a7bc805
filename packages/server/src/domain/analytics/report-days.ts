import { AppError } from '@parley/protocol';
import { addDays, countDays, dayOf, startOfDay } from '../../lib/calendar-days.ts';

/** Days that a report is asked for; what is left out is chosen. */
export type WantedDays = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** IANA name. */
  readonly time_zone: string;
};

/** Days that follow each other, as their time zone cuts them. */
export type ReportDays = {
  readonly from: string;
  /** Included. */
  readonly to: string;
  readonly timeZone: string;
  readonly days: readonly string[];
  /** Where each day begins, and where the last one ends: one more than there are days. */
  readonly bounds: readonly Date[];
};

const USUAL_DAYS = 30;
const DAYS_MAX = 366;
/** The day after the last of the year 9999 has no name of this form. */
const LATEST = '2999-12-31';

/** The days of a report: the last 30 unless told. Throws `validation_failed` for none, over 366, and after 2999. */
export function reportDays({ from, to, time_zone: timeZone }: WantedDays, now: Date): ReportDays {
  const last = to ?? dayOf(now, timeZone);
  if (last > LATEST) throw refusal('to', `must not be after ${LATEST}`);
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  const count = countDays(first, last);
  // Both may be fine by themselves, and far from today.
  if (count < 1) throw refusal('from', 'must not be after to, or today');
  if (count > DAYS_MAX) throw refusal('from', `must be at most ${DAYS_MAX} days before to, or today`);
  return daysFrom(first, count, timeZone);
}

/** The days before, as many as they are. */
export const daysBefore = ({ from, days, timeZone }: ReportDays): ReportDays =>
  daysFrom(addDays(from, -days.length), days.length, timeZone);

function daysFrom(from: string, count: number, timeZone: string): ReportDays {
  const days = Array.from({ length: count }, (_, index) => addDays(from, index));
  const to = addDays(from, count - 1);
  const bounds = [...days, addDays(to, 1)].map((day) => startOfDay(day, timeZone));
  return { from, to, timeZone, days, bounds };
}

const refusal = (path: string, message: string): AppError =>
  new AppError('validation_failed', `${path} ${message}.`, { reason: 'invalid_query', fields: [{ path, message }] });
