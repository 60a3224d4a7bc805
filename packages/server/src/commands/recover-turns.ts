import type { TurnEndReason } from '@parley/protocol';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { endTurn } from '../domain/turn/conclude-turn.ts';
import { findAbandoned, findInTurn, findLivingNodes } from '../store/nodes/nodes.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

const BATCH = 200;

type RecoverDeps = Pick<Deps, 'database' | 'clock' | 'signals' | 'liveTurns' | 'nodeId' | 'observer'>;

/**
 * Ends the turns that nobody works on any more: those of nodes that are gone, and those of this one that it could not
 * end because the database failed just then. Their callers are gone too, so a log event closes each (I11), and the
 * message waits for the next turn of its conversation. Gives how many turns were ended.
 */
export async function recoverTurns(deps: RecoverDeps): Promise<number> {
  return (await endAbandoned(deps)) + (await endLost(deps));
}

/** A turn that stays at the head would hold its conversation up for as long as this process lives. */
async function endLost(deps: RecoverDeps): Promise<number> {
  let ended = 0;
  for (const conversation of await findInTurn(deps.database.named, deps.nodeId)) {
    // Asked after they were read: a turn is among the live ones before it is saved.
    const lost = conversation.turns.filter(({ id, node }) => node === deps.nodeId && !deps.liveTurns.has(id));
    ended += await endTurns(deps, conversation, lost, 'failed');
  }
  return ended;
}

async function endAbandoned(deps: RecoverDeps): Promise<number> {
  const { database, nodeId } = deps;
  // One process has the embedded database to itself: every other node is gone there, however lately it was seen.
  const isAlone = database.kind === 'pglite';
  let ended = 0;
  for (;;) {
    const abandoned = await findAbandoned(database.named, nodeId, isAlone, BATCH);
    // Read after the turns: a node says that it lives before it takes its first one.
    const living = isAlone ? new Set([nodeId]) : await findLivingNodes(database.named);
    let endedNow = 0;
    for (const conversation of abandoned) {
      const left = conversation.turns.filter(({ node }) => node !== nodeId && !living.has(node));
      endedNow += await endTurns(deps, conversation, left, 'abandoned');
    }
    ended += endedNow;
    if (abandoned.length < BATCH || endedNow === 0) return ended;
  }
}

async function endTurns(
  deps: RecoverDeps,
  conversation: Conversation,
  turns: readonly PendingTurn[],
  reason: TurnEndReason,
): Promise<number> {
  let ended = 0;
  for (const turn of turns) {
    const decision = await changeConversation(deps, conversation, null, {
      decide: (state) => endTurn(state, turn.id, reason),
    });
    if (!decision) continue;
    ended += 1;
    deps.observer.turnEnded({ outcome: reason, kind: null, latencyMs: 0 });
  }
  return ended;
}
