/** Moments in the words of a language: the time of a message, and the day over a group of them. */
export type TimeWords = {
  /** `14:05`, as the language writes it. */
  time(at: Date): string;
  /** `Today`, `Yesterday`, a weekday within the last week, else the date; with the year where it is another one. */
  day(at: Date, now: Date): string;
  /** Time or day, whichever says more: for lists. */
  brief(at: Date, now: Date): string;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Words of `language` for moments in the time zone of this device; `timeZone` is for tests. */
export function timeWords(language: string, timeZone?: string): TimeWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, timeZone ? { ...options, timeZone } : options);
  const clock = format({ hour: 'numeric', minute: '2-digit' });
  const weekday = format({ weekday: 'long' });
  const date = format({ day: 'numeric', month: 'long' });
  const dated = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const time = (at: Date) => clock.format(at);
  const day = (at: Date, now: Date) => {
    const ago = dayNumber(now, timeZone) - dayNumber(at, timeZone);
    if (ago === 0 || ago === 1) return capitalised(relative.format(-ago, 'day'), language);
    if (ago > 1 && ago < 7) return capitalised(weekday.format(at), language);
    return (at.getFullYear() === now.getFullYear() ? date : dated).format(at);
  };
  const brief = (at: Date, now: Date) =>
    dayNumber(at, timeZone) === dayNumber(now, timeZone) ? time(at) : day(at, now);
  return { time, day, brief };
}

/** Days are counted by the calendar of the time zone, so that a night between two messages is a day between them. */
export function dayNumber(at: Date, timeZone?: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone && { timeZone }),
  });
  return Math.round(Date.parse(`${parts.format(at)}T00:00:00Z`) / DAY_MS);
}

const capitalised = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
