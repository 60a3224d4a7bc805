import type { HandoffConfiguration } from '@parley/protocol/api';
import type { WorkingHours } from '../domain/handoff/handoff-settings.ts';

type Given = HandoffConfiguration['working_hours'];

/** Working hours as the Agent API shows them. */
export const hoursJson = (hours: WorkingHours | null): Given =>
  // The weekdays were checked when they were stored.
  hours && { time_zone: hours.timeZone, days: hours.days as NonNullable<Given>['days'] };

/** What a caller sets, as it is stored. */
export function hoursOf(hours: Given): WorkingHours | null {
  if (!hours) return null;
  const days = Object.entries(hours.days).flatMap(([day, spans]) => (spans ? [[day, spans] as const] : []));
  return { timeZone: hours.time_zone, days: Object.fromEntries(days) };
}
