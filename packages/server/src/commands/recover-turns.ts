import type { Conversation } from '../domain/conversation/conversation.ts';
import { endTurn } from '../domain/turn/conclude-turn.ts';
import { findAbandoned, findLivingNodes } from '../store/nodes/nodes.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

const BATCH = 200;

type RecoverDeps = Pick<Deps, 'database' | 'clock' | 'signals' | 'nodeId' | 'observer'>;

/**
 * Ends the turns of nodes that are gone: their callers are gone too, so a log event closes each (I11), and the message
 * waits for the next turn of its conversation. Gives how many turns were ended.
 */
export async function recoverTurns(deps: RecoverDeps): Promise<number> {
  const { database, nodeId } = deps;
  // One process has the embedded database to itself: every other node is gone there, however lately it was seen.
  const isAlone = database.kind === 'pglite';
  let ended = 0;
  for (;;) {
    const abandoned = await findAbandoned(database.named, nodeId, isAlone, BATCH);
    // Read after the turns: a node says that it lives before it takes its first one.
    const living = isAlone ? new Set([nodeId]) : await findLivingNodes(database.named);
    let endedNow = 0;
    for (const conversation of abandoned) endedNow += await endAbandoned(deps, conversation, living);
    ended += endedNow;
    if (abandoned.length < BATCH || endedNow === 0) return ended;
  }
}

async function endAbandoned(
  deps: RecoverDeps,
  conversation: Conversation,
  living: ReadonlySet<string>,
): Promise<number> {
  let ended = 0;
  for (const turn of conversation.turns.filter(({ node }) => node !== deps.nodeId && !living.has(node))) {
    const decision = await changeConversation(deps, conversation, null, {
      decide: (state) => endTurn(state, turn.id, 'abandoned'),
    });
    if (!decision) continue;
    ended += 1;
    deps.observer.turnEnded({ outcome: 'abandoned', kind: null, latencyMs: 0 });
  }
  return ended;
}
