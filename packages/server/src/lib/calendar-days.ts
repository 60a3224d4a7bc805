const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No clock is further from UTC, with some hours to spare for a night on which it is changed. */
const FURTHEST_MINUTES = 18 * 60;

/** More than there are zones: the same one may be written in small and in capital letters. */
const FORMATS_MAX = 1_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day, `2026-01-15`, that the calendar on a wall shows at an instant. Throws for a time zone that is none. */
export function dayOf(at: Date, timeZone: string): string {
  return formatOf(timeZone).format(at);
}

/**
 * The first minute of a day in a time zone: midnight, or where clocks are put forward at midnight what comes after it. A
 * day that a zone has left out begins, and ends, with the next one.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const format = formatOf(timeZone);
  const middle = Date.parse(`${day}T00:00:00Z`) / MINUTE_MS;
  let [before, from] = [middle - FURTHEST_MINUTES, middle + FURTHEST_MINUTES];
  while (from - before > 1) {
    const between = Math.floor((before + from) / 2);
    if (format.format(between * MINUTE_MS) >= day) from = between;
    else before = between;
  }
  return new Date(from * MINUTE_MS);
}

/** The day that is so many days later; earlier with a negative number. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days there are from one day to another, both included. */
export function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The first and the last day of a day's month. */
export function monthOf(day: string): { readonly from: string; readonly to: string } {
  const from = `${day.slice(0, 7)}-01`;
  // Some day of the next month, whatever the length of this one.
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedes write dates as ISO 8601 does.
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { ...options, numberingSystem: 'latn', timeZone });
  if (formats.size >= FORMATS_MAX) formats.clear();
  formats.set(timeZone, format);
  return format;
}
