import { AppError, LIMITS } from '@parley/protocol';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { endTurn, isPending } from '../domain/turn/conclude-turn.ts';
import { type ConversationKey, findConversation } from '../store/conversations/find-conversation.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

/** How often a waiting turn looks by itself: another node's signal may be lost. */
const LOOK_MS = 250;

type AwaitDeps = Pick<Deps, 'database' | 'clock' | 'signals'>;

/**
 * Waits until the turn heads its conversation's list: first come, first served. Gives the state to begin on, or null
 * when the turn was superseded. One that a request waits for throws `unavailable` after a minute; the message stays, and
 * the next turn answers it. One without a request waits on, and stays in the list when `signal` ends its wait.
 */
export async function awaitTurn(
  deps: AwaitDeps,
  key: ConversationKey,
  turnId: string,
  known: Conversation,
  signal: AbortSignal,
): Promise<Conversation | null> {
  const begun = deps.clock.monotonicMs();
  let state: Conversation | null = known;
  while (state && isPending(state, turnId)) {
    const [head] = state.turns;
    if (head?.id === turnId) return state;
    const isQueued = state.turns.some(({ id, origin }) => id === turnId && origin === 'queue');
    if (isQueued) signal.throwIfAborted();
    else if (signal.aborted || deps.clock.monotonicMs() - begun >= LIMITS.turnWaitMs) {
      await changeConversation(deps, key, state, {
        decide: (latest) => endTurn(latest, turnId, 'gave_up_waiting'),
      });
      throw new AppError('unavailable', 'Earlier messages of this conversation are still being answered. Try again.', {
        retryAfterSeconds: 5,
      });
    }
    // Whoever moved the conversation tells its state: of many that wait, each would read it otherwise.
    const told = await deps.signals.wait(key.id, LOOK_MS);
    state = told && told.seq > state.seq ? told : await findConversation(deps.database.named, key);
  }
  return null;
}
