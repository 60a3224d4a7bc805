import type { HandoffReason } from '@parley/protocol';

/** Texts by ISO 639-1 language, as the team wrote them. */
export type TextsByLanguage = { readonly [language: string]: string };

export type WorkingHours = {
  /** IANA name, such as `Europe/Warsaw`. */
  readonly timeZone: string;
  /** By weekday, 1 Monday to 7 Sunday: from when until when. Times are local, an end of `00:00` is midnight. */
  readonly days: { readonly [weekday: string]: readonly { readonly from: string; readonly to: string }[] };
};

/** Days on which nobody is there: those of a country or a part of it, and own ones (`2026-12-24`). */
export type Holidays = {
  readonly country: string | null;
  readonly region: string | null;
  readonly dates: readonly string[];
};

/** Who is told of hand-offs about a topic. */
export type RoutingProfile = {
  readonly topic: string;
  /** When it applies. */
  readonly description: string;
  /** User ids. */
  readonly operators: readonly string[];
};

/** How conversations are handed over to people. Whether they are at all is the agent's `peopleEnabled`. */
export type HandoffSettings = {
  readonly reasons: readonly HandoffReason[];
  /** Reasons of the team's own, a sentence each. */
  readonly ownReasons: readonly string[];
  /** Whether the visitor is asked before people are, and `confirmsWishes` whether also when it was their own wish. */
  readonly confirms: boolean;
  readonly confirmsWishes: boolean;
  readonly confirmationQuestion: TextsByLanguage;
  readonly confirmationMessage: TextsByLanguage;
  /** Words of a visitor that bring in a person at once. */
  readonly handoffKeywords: readonly string[];
  /** When people are there; null for always. */
  readonly workingHours: WorkingHours | null;
  readonly holidays: Holidays;
  readonly outOfHoursMessage: TextsByLanguage;
  /** For every other language, and what the widget shows; empty for words of ours, and nothing in the widget. */
  readonly outOfHoursText: string;
  /** Whether a hand-off happens out of hours too. */
  readonly queuesOutOfHours: boolean;
  /** Whether a note says what the conversation was about. */
  readonly summarisesHandoffs: boolean;
  readonly routingProfiles: readonly RoutingProfile[];
  /** User ids: who is told of hand-offs that no profile fits. */
  readonly notifiedOfHandoffs: readonly string[];
};

/** What holds before anybody sets anything. */
export const DEFAULT_HANDOFF: HandoffSettings = {
  reasons: ['asks_for_person', 'missing_knowledge'],
  ownReasons: [],
  confirms: true,
  confirmsWishes: false,
  confirmationQuestion: {},
  confirmationMessage: {},
  handoffKeywords: [],
  workingHours: null,
  holidays: { country: null, region: null, dates: [] },
  outOfHoursMessage: {},
  outOfHoursText: '',
  queuesOutOfHours: false,
  summarisesHandoffs: false,
  routingProfiles: [],
  notifiedOfHandoffs: [],
};

/** The text of a language (its region ignored where only that differs); null where there is none. */
export function textIn(texts: TextsByLanguage, language: string): string | null {
  const wanted = language.toLowerCase();
  const named = (tag: string | undefined) => Object.entries(texts).find(([name]) => name.toLowerCase() === tag)?.[1];
  const found = named(wanted) ?? named(wanted.split(/[-_]/, 1)[0]);
  return found === undefined || found.trim() === '' ? null : found;
}
