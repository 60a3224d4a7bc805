import type { Driver, Progress } from '@parley/protocol';
import type { WholeConversation } from './whole-log.ts';

/**
 * I4: the places of a log where the agent speaks though it may not. It may only while it drives an open conversation, and
 * only in a turn that has begun since that was last so: one that a change of who drives has cut off is silent for good.
 */
export function spokenOutOfTurn({ state, events }: WholeConversation): string[] {
  const found: string[] = [];
  let driver: Driver = 'ai';
  let progress: Progress = 'open';
  let hasBegun = false;
  for (const { seq, type, data } of events) {
    if (type === 'conversation.updated') {
      const { driver: to, progress: now } = data as { driver?: { to: Driver }; progress?: { to: Progress } };
      if (to || now) hasBegun = false;
      driver = to?.to ?? driver;
      progress = now?.to ?? progress;
    } else if (type === 'message.received' || type === 'turn.queued') hasBegun = true;
    else if (type === 'message.sent' && data.answers !== undefined) {
      const isWanted = driver === 'ai' && progress === 'open' && hasBegun;
      if (!isWanted) found.push(`${state.id}: event ${seq} answers ${data.answers} in (${driver}, ${progress})`);
    }
  }
  return found;
}
