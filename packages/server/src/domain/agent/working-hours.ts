import type { WorkingHours } from './widget-settings.ts';

const DAY = 24 * 60;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whether people are there at an instant: by the clock on the wall of their time zone, so that a change to summer time
 * moves nothing for them. Without hours they always are. A span that ends before it begins goes over midnight.
 */
export function isWithinWorkingHours(hours: WorkingHours | null, at: Date): boolean {
  if (hours === null) return true;
  const now = localTime(hours.timeZone, at);
  if (now === null) return true;
  const spans = (weekday: number) => (hours.days[String(weekday)] ?? []).map(spanOf);
  const today = spans(now.weekday).some(({ from, to }) => now.minute >= from && now.minute < to);
  const yesterday = now.weekday === 1 ? 7 : now.weekday - 1;
  return today || spans(yesterday).some(({ to }) => now.minute < to - DAY);
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }): { from: number; to: number } {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return { from: begin, to: end <= begin ? end + DAY : end };
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** Null for a zone that the runtime does not know: better to seem to be there than to fail. */
function localTime(timeZone: string, at: Date): { weekday: number; minute: number } | null {
  const format = formatOf(timeZone);
  if (!format) return null;
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1;
  return { weekday, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    return null;
  }
}
