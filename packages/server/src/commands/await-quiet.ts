import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { isPending } from '../domain/turn/conclude-turn.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import type { Deps } from './deps.ts';

/** How long a stop of the server may go unnoticed. */
const LOOK_MS = 250;

/**
 * Waits until the visitor has been quiet for as long as the turn asks for. Gives the conversation as it is then, or null
 * when the turn gave way to another one, or the conversation is in other hands.
 */
export async function awaitQuiet(
  { database, clock, signals }: Pick<Deps, 'database' | 'clock' | 'signals'>,
  conversation: Conversation,
  { id, quietUntil }: PendingTurn,
  signal: AbortSignal,
): Promise<Conversation | null> {
  if (quietUntil === undefined) return conversation;
  const leftMs = (): number => quietUntil - clock.now().getTime();
  while (leftMs() > 0) {
    signal.throwIfAborted();
    const told = await signals.wait(conversation.id, Math.min(leftMs(), LOOK_MS));
    if (told && told.seq > conversation.seq && !isPending(told, id)) return null;
  }
  // What was said and set meanwhile counts.
  return findConversation(database.named, conversation);
}
