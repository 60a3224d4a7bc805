import type { HandoffSettings } from '../domain/handoff/handoff-settings.ts';
import { isWithinWorkingHours, nextOpening } from '../domain/handoff/working-hours.ts';
import type { TurnContext } from '../domain/turn/turn-context.ts';
import type { Deps } from './deps.ts';

/** Whether people are out of hours at an instant, and when they are back; null while they are there. No I/O. */
export async function awayOf(
  { holidays }: Pick<Deps, 'holidays'>,
  { workingHours, holidays: free }: Pick<HandoffSettings, 'workingHours' | 'holidays'>,
  at: Date,
): Promise<NonNullable<TurnContext['away']> | null> {
  if (workingHours === null) return null;
  const freeDays = await holidays.freeDays(free, at);
  if (isWithinWorkingHours(workingHours, at, freeDays)) return null;
  const opening = nextOpening(workingHours, at, freeDays);
  return { opening: opening && { ...opening, timeZone: workingHours.timeZone } };
}
