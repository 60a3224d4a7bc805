/** What a report is about: days in the browser's time zone, and what it leaves out. */
export type ReportSearch = {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly chatbot?: string;
  readonly source?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DAYS = 30;

/** Reads a report's address; what is not understood is left out. */
export function readReportSearch(search: Readonly<Record<string, unknown>>): ReportSearch {
  const text = (name: string): string | undefined => (typeof search[name] === 'string' ? search[name] : undefined);
  const day = (name: string): string | undefined => (DAY.test(text(name) ?? '') ? text(name) : undefined);
  const days = Number(search.days);
  const [from, to, chatbot, source] = [day('from'), day('to'), text('chatbot'), text('source')];
  return {
    ...(Number.isInteger(days) && days > 0 && days <= 366 ? { days } : {}),
    ...(from && to && from <= to ? { from, to } : {}),
    ...(chatbot ? { chatbot } : {}),
    ...(source ? { source } : {}),
  };
}

/** The first and the last day of a report: as chosen, else so many days up to today. Days are those of `today`'s zone. */
export function spanOf({ from, to, days = FIRST_DAYS }: ReportSearch, today: string): { from: string; to: string } {
  if (from && to) return { from, to };
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return { from: first.toISOString().slice(0, 10), to: today };
}

/** Today where the browser is: `2026-05-22`. */
export const todayHere = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());

/** The IANA name of the browser's time zone. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
