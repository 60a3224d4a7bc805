/** Which end of a range a date stands for: a bare end date includes the whole of that day. */
export type DateBound = 'start' | 'end';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
// A space before the offset is a `+` that the caller did not percent-encode: `…T10:30:00 02:00`.
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(?:([Zz])|([+\- ])(\d{2}):?(\d{2})?)?$/;
const LAST_MS_OF_DAY = 86_400_000 - 1;
const LAST_INSTANT = Date.UTC(10_000, 0, 1) - 1;

/**
 * Reads a date or date-time of a query as an instant, for comparison with `>=` (start) or `<=` (end); null if it is none.
 * Without an offset it is UTC.
 */
export function parseDateBound(value: string, bound: DateBound): Date | null {
  const text = value.trim();
  if (DATE.test(text)) {
    const day = dayStart(text);
    return day === null ? null : new Date(day + (bound === 'end' ? LAST_MS_OF_DAY : 0));
  }
  return parseDateTime(text);
}

function parseDateTime(text: string): Date | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, date = '', time = '', seconds = ':00', , sign, hours = '00', minutes = '00'] = match;
  if (dayStart(date) === null || Number(hours) > 23 || Number(minutes) > 59) return null;
  const offset = sign === undefined ? 'Z' : `${sign === '-' ? '-' : '+'}${hours}:${minutes}`;
  const instant = new Date(`${date}T${time}${seconds}${offset}`);
  // An offset can carry the last day of 9999 into a year that databases do not read.
  return instant.getTime() <= LAST_INSTANT ? instant : null;
}

/** Date.parse turns 30 February into 2 March, so the parts are compared with what they became. */
function dayStart(text: string): number | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().slice(0, 10) === text ? ms : null;
}
