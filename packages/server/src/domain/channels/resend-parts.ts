import { AppError, type Driver } from '@parley/protocol';
import type { MessagePart } from './message-part.ts';
import type { PartState } from './part-state.ts';

const STOPPED: readonly PartState[] = ['failed', 'unknown', 'held', 'dropped'];

/**
 * The parts of a message that did not arrive, as they wait to be sent again with all their attempts anew. Throws `conflict`
 * where all of it has gone or is going, and for words of the agent while a person has the conversation (I4).
 */
export function resendParts(parts: readonly MessagePart[], driver: Driver, at: Date): MessagePart[] {
  const stopped = parts.filter(({ state }) => STOPPED.includes(state));
  if (stopped.length === 0) throw new AppError('conflict', nothingToSend(parts));
  if (driver === 'human' && stopped.some(({ speaker }) => speaker === 'agent')) {
    throw new AppError(
      'conflict',
      'A person has the conversation: what the agent said is not sent any more. Say it in your own words, or hand the conversation back.',
    );
  }
  return stopped.map((part) => ({ ...part, ...ANEW, state: 'waiting' as const, dueAt: at }));
}

const ANEW = { attempts: 0, externalId: null, reason: null, detail: null, endedAt: null };

function nothingToSend(parts: readonly MessagePart[]): string {
  if (parts.length === 0) return 'No channel brings this message: there is nothing to send again.';
  const isGoing = parts.some(({ state }) => state === 'waiting' || state === 'sending');
  return isGoing ? 'The message is about to be sent.' : 'The message has been sent: there is nothing to send again.';
}
