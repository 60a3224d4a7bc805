import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { endTurn } from '../domain/turn/conclude-turn.ts';
import { findTurnAgent, type TurnAgent } from '../store/agents/find-turn-agent.ts';
import { awaitQuiet } from './await-quiet.ts';
import { awaitTurn } from './await-turn.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { type RunTurnInput, runTurn } from './run-turn.ts';
import { tellDeltas, tellThinking, tellTyping } from './tell-turn.ts';
import { typeOnChannel } from './type-on-channel.ts';

export type QueuedTurnInput = {
  /** The state that was saved with the turn. */
  readonly conversation: Conversation;
  readonly turn: PendingTurn;
};

/**
 * Runs a saved turn of origin `queue` in this process, without anybody waiting for it: the reply reaches its readers
 * through the event log. Whoever saves a turn puts it among `liveTurns` first. A server that stops leaves what it cannot
 * finish to the other nodes, or to its next start.
 */
export function startQueuedTurn(deps: Deps, input: QueuedTurnInput): void {
  const { conversation, turn } = input;
  deps.liveTurns.add(turn.id);
  deps.queuedTurns.run(async (signal) => {
    try {
      await answerQueued(deps, input, signal);
    } catch (error) {
      deps.log.error({ err: error, conversation_id: conversation.id }, 'a queued turn failed');
    }
    // While the server stops it is still ours: nobody here shall find it lost and begin it again.
    if (!signal.aborted) deps.liveTurns.delete(turn.id);
  });
}

async function answerQueued(deps: Deps, { conversation, turn }: QueuedTurnInput, signal: AbortSignal): Promise<void> {
  const quiet = await awaitQuiet(deps, conversation, turn, signal);
  const state = quiet && (await awaitTurn(deps, quiet, turn.id, quiet, signal));
  if (!state) return;
  const found = await findTurnAgent(deps.database.named, state, turn.ord);
  const isAnswered = turn.ord <= state.answeredOrd;
  if (!found || isAnswered || found.agent.state !== 'active') {
    await changeConversation(deps, state, state, { decide: (latest) => endTurn(latest, turn.id, 'superseded') });
    return;
  }
  await tellAndRun(deps, { ...found, conversation: state, turn, signal });
}

/** Whoever follows a conversation of the widget is told the reply as it is made, or that it is. */
async function tellAndRun(deps: Deps, input: RunTurnInput & TurnAgent): Promise<void> {
  const { conversation, turn, widget } = input;
  const place = { conversationId: conversation.id, ord: turn.ord };
  const typing = tellTyping(deps, conversation.id);
  const typingThere = typeOnChannel(deps, conversation);
  const deltas = conversation.source === 'widget' && widget.streaming ? tellDeltas(deps, place) : null;
  try {
    const onThinking = (text: string) => tellThinking(deps, place, text);
    await runTurn(deps, { ...input, onThinking, ...(deltas ? { onDelta: deltas.tell } : {}) });
  } finally {
    typing.end();
    typingThere.end();
    deltas?.end();
  }
}
