const HOUR_MS = 3_600_000;
/** A person who is answered by a program does not need more of it in an hour; another program would take any number. */
const ANSWERS_AN_HOUR = 10;

/**
 * Whether an address has had so many automatic answers within the last hour that no more may go to it. `times` are those of the
 * answers, in any order.
 */
export function isTooMany(times: readonly Date[], now: Date, limit: number = ANSWERS_AN_HOUR): boolean {
  const begin = now.getTime() - HOUR_MS;
  return times.filter((time) => time.getTime() > begin && time.getTime() <= now.getTime()).length >= limit;
}
