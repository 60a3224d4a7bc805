/** The name of a weekday, `1` for Monday. */
export function dayName(day: string, language: string): string {
  // A Monday.
  const date = new Date(Date.UTC(2024, 0, Number(day)));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

/** What a clock in a zone says now; null for a zone that this browser does not know. */
export function timeIn(timeZone: string, language: string): string | null {
  try {
    return new Intl.DateTimeFormat(language, {
      weekday: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
    }).format();
  } catch {
    return null;
  }
}

/** The zone of this browser. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone that can be chosen, and the one that is. */
export const zonesWith = (chosen: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])].toSorted();
