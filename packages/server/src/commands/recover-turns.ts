import type { TurnEndReason } from '@parley/protocol';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { endTurn, passTurnOn } from '../domain/turn/conclude-turn.ts';
import { findAbandoned, findInTurn, findLivingNodes } from '../store/nodes/nodes.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

const BATCH = 200;

/**
 * Ends the turns that nobody works on any more: those of nodes that are gone, and those of this one that it could not
 * end because the database failed just then (I11). Where a request waited for the answer, its caller is gone too: a log
 * event closes the turn, and the message waits for the next one of its conversation. A turn without a request is begun
 * again here. Gives how many turns were ended or taken over.
 */
export async function recoverTurns(deps: Deps): Promise<number> {
  return (await recoverAbandoned(deps)) + (await recoverLost(deps));
}

/** A turn that stays at the head would hold its conversation up for as long as this process lives. */
async function recoverLost(deps: Deps): Promise<number> {
  let recovered = 0;
  for (const conversation of await findInTurn(deps.database.named, deps.nodeId)) {
    // Asked after they were read: a turn is among the live ones before it is saved.
    const lost = conversation.turns.filter(({ id, node }) => node === deps.nodeId && !deps.liveTurns.has(id));
    recovered += await recover(deps, conversation, lost, 'failed');
  }
  return recovered;
}

async function recoverAbandoned(deps: Deps): Promise<number> {
  const { database, nodeId } = deps;
  // One process has the embedded database to itself: every other node is gone there, however lately it was seen.
  const isAlone = database.kind === 'pglite';
  let recovered = 0;
  for (;;) {
    const abandoned = await findAbandoned(database.named, nodeId, isAlone, BATCH);
    // Read after the turns: a node says that it lives before it takes its first one.
    const living = isAlone ? new Set([nodeId]) : await findLivingNodes(database.named);
    let recoveredNow = 0;
    for (const conversation of abandoned) {
      const left = conversation.turns.filter(({ node }) => node !== nodeId && !living.has(node));
      recoveredNow += await recover(deps, conversation, left, 'abandoned');
    }
    recovered += recoveredNow;
    if (abandoned.length < BATCH || recoveredNow === 0) return recovered;
  }
}

async function recover(
  deps: Deps,
  conversation: Conversation,
  turns: readonly PendingTurn[],
  reason: TurnEndReason,
): Promise<number> {
  let recovered = 0;
  // A server that stops takes nothing over, and ends nothing that another can answer.
  const isOpen = deps.queuedTurns.isOpen();
  for (const turn of turns.filter(({ origin }) => origin !== 'queue' || isOpen)) {
    const isOurs = turn.origin === 'queue' && (await takeOver(deps, conversation, turn));
    if (isOurs || (await end(deps, conversation, turn, reason))) recovered += 1;
  }
  return recovered;
}

/** Begins a turn without a request again; false when it is to be ended instead. */
async function takeOver(deps: Deps, conversation: Conversation, { id }: PendingTurn): Promise<boolean> {
  const ours = { id: deps.ids.uuid(), node: deps.nodeId };
  deps.liveTurns.add(ours.id);
  let isSaved = false;
  try {
    const passed = await changeConversation(deps, conversation, null, {
      decide: (state) => passTurnOn(state, id, ours),
    });
    if (passed) startQueuedTurn(deps, { conversation: passed.next, turn: passed.turn });
    isSaved = passed !== null;
    return isSaved;
  } finally {
    if (!isSaved) deps.liveTurns.delete(ours.id);
  }
}

async function end(
  deps: Deps,
  conversation: Conversation,
  { id }: PendingTurn,
  reason: TurnEndReason,
): Promise<boolean> {
  const decision = await changeConversation(deps, conversation, null, {
    decide: (state) => endTurn(state, id, reason),
  });
  if (decision) deps.observer.turnEnded({ outcome: reason, kind: null, latencyMs: 0 });
  return decision !== null;
}
