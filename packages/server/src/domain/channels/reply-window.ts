import type { ChannelRules, Speaker } from './channel.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** So many hours after the visitor's last message a speaker is let through; undefined where always. */
export const windowHoursOf = (rules: ChannelRules, speaker: Speaker['as']): number | undefined =>
  speaker === 'person' ? (rules.humanWindowHours ?? rules.windowHours) : rules.windowHours;

/** When the window of a speaker closes unless the visitor writes again; null where it does not, or nobody can know. */
export function windowClosesAt(rules: ChannelRules, speaker: Speaker['as'], lastReceivedAt: Date | null): Date | null {
  const hours = windowHoursOf(rules, speaker);
  return hours === undefined || lastReceivedAt === null ? null : new Date(lastReceivedAt.getTime() + hours * HOUR_MS);
}
