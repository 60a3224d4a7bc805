import { type HandoffSettings, textIn } from './handoff-settings.ts';
import type { Opening } from './working-hours.ts';

/** An opening with the zone whose clock it is told by. */
export type ZonedOpening = Opening & { readonly timeZone: string };

type OwnTexts = Pick<HandoffSettings, 'outOfHoursMessage' | 'outOfHoursText'>;

/**
 * The team's own words while people are out of hours, in a language; null where they have none. Words that say when
 * people are back serve only where that is known.
 */
export function outOfHoursText(texts: OwnTexts, language: string, opening: ZonedOpening | null): string | null {
  for (const text of [textIn(texts.outOfHoursMessage, language), texts.outOfHoursText]) {
    if (text === null || text.trim() === '') continue;
    if (opening) return backAt(text, opening, language);
    if (!PLACEHOLDER.test(text)) return text;
  }
  return null;
}

const PLACEHOLDER = /\{\{\s*back_at\s*\}\}/;

/** A text with `{{back_at}}` written out, in the language's own way. */
export function backAt(text: string, { day, time, timeZone }: ZonedOpening, language: string): string {
  const wall = new Date(`${day}T${time}:00Z`);
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const format = new Intl.DateTimeFormat(localeOf(language), {
    ...date,
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  const told = `${format.format(wall)} (${timeZone.replaceAll('_', ' ')})`;
  return text.replace(new RegExp(PLACEHOLDER, 'g'), () => told);
}

function localeOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
