import { z } from 'zod';
import { isTimeZone } from '../../time-zone.ts';
import { day } from '../shapes.ts';

/** The most days of a report: a leap year. */
export const REPORT_DAYS_MAX = 366;

const DAY_MS = 86_400_000;

/** A time zone by its IANA name, such as `Europe/Berlin`; the name is kept as it is given. */
export const timeZoneName = () =>
  z
    .string()
    .refine(isTimeZone, 'must be the IANA name of a time zone, such as "Europe/Berlin"')
    .describe('IANA name of the time zone in which days are cut: `Europe/Berlin`.');

/** `from`, `to` and `time_zone` of a report about days. */
export const reportDayFields = () => ({
  from: queryDay('The first day; 29 days before the last one, if left out.').optional(),
  to: queryDay('The last day; today, if left out.').optional(),
  time_zone: timeZoneName().default('UTC'),
});

const queryDay = (description: string) =>
  z.iso
    .date('must be a day: 2026-01-15')
    .refine((value) => value >= '1970-01-01', 'must not be before 1970')
    .meta({
      openapi: { type: 'string', format: 'date' },
      description,
    });

type DayRange = { readonly from?: string | undefined; readonly to?: string | undefined };

/** Refuses a range that ends before it begins, and one of too many days. */
export function checkDayRange<Q extends DayRange>({ from, to }: Q, context: z.RefinementCtx<Q>): void {
  if (from === undefined || to === undefined) return;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
  if (days > REPORT_DAYS_MAX) {
    context.addIssue({ code: 'custom', path: ['to'], message: `must be at most ${REPORT_DAYS_MAX} days from from` });
  }
}

/** Some days that follow each other, the last one included. */
export const DaySpanSchema = z.object({ from: day(), to: day().describe('Included.') });
