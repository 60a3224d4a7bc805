import { addDays } from '../../lib/calendar-days.ts';
import type { WorkingHours } from './handoff-settings.ts';

const DAY = 24 * 60;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Beyond that nobody is told when people are back. */
const LOOKS_AHEAD_DAYS = 14;

/** Days on which nobody is there, `2026-12-24`. */
export type FreeDays = ReadonlySet<string>;

const NO_FREE_DAYS: FreeDays = new Set();

/**
 * Whether people are there at an instant: by the clock on the wall of their time zone, so that a change to summer time
 * moves nothing for them. Without hours they always are. A span that ends before it begins goes over midnight; it is of
 * the day on which it begins, also where that is free and the next is not.
 */
export function isWithinWorkingHours(hours: WorkingHours | null, at: Date, freeDays: FreeDays = NO_FREE_DAYS): boolean {
  if (hours === null) return true;
  const now = localTime(hours.timeZone, at);
  if (now === null) return true;
  const today = spansOf(hours, now, freeDays).some(({ from, to }) => now.minute >= from && now.minute < to);
  const yesterday = { day: addDays(now.day, -1), weekday: now.weekday === 1 ? 7 : now.weekday - 1 };
  return today || spansOf(hours, yesterday, freeDays).some(({ to }) => now.minute < to - DAY);
}

/** The wall's day and time at which people are back, as that zone writes them. */
export type Opening = { readonly day: string; readonly time: string };

/** When people are there next, for an instant at which they are not; null when that is more than two weeks ahead. */
export function nextOpening(hours: WorkingHours | null, at: Date, freeDays: FreeDays = NO_FREE_DAYS): Opening | null {
  const now = hours && localTime(hours.timeZone, at);
  if (!hours || !now) return null;
  for (let ahead = 0; ahead <= LOOKS_AHEAD_DAYS; ahead += 1) {
    const place = { day: addDays(now.day, ahead), weekday: ((now.weekday - 1 + ahead) % 7) + 1 };
    const begins = spansOf(hours, place, freeDays).map(({ from }) => from);
    const later = begins.filter((from) => ahead > 0 || from > now.minute);
    if (later.length > 0) return { day: place.day, time: timeOf(Math.min(...later)) };
  }
  return null;
}

type Place = { readonly day: string; readonly weekday: number };

const spansOf = ({ days }: WorkingHours, { day, weekday }: Place, freeDays: FreeDays) =>
  freeDays.has(day) ? [] : (days[String(weekday)] ?? []).map(spanOf);

function spanOf({ from, to }: { readonly from: string; readonly to: string }): { from: number; to: number } {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return { from: begin, to: end <= begin ? end + DAY : end };
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Null for a zone that the runtime does not know: better to seem to be there than to fail. */
function localTime(timeZone: string, at: Date): (Place & { readonly minute: number }) | null {
  const format = formatOf(timeZone);
  if (!format) return null;
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1;
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { day, weekday, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    const date = { year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat('en-GB', { ...date, ...time, timeZone });
  } catch {
    return null;
  }
}
