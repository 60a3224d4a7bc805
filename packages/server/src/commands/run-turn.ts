import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { divideMessages, type PastMessage } from '../domain/turn/build-context.ts';
import type { CheckedReply } from '../domain/turn/check-draft.ts';
import { concludeTurn, endTurn } from '../domain/turn/conclude-turn.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { readPastMessages } from './read-past-messages.ts';
import { type TurnToolsDeps, turnTools } from './turn-tools.ts';
import { watchTurn } from './watch-turn.ts';
import { type WriteDeps, type WrittenReply, writeReply } from './write-reply.ts';

type RunDeps = WriteDeps &
  TurnToolsDeps &
  Pick<Deps, 'database' | 'signals' | 'model' | 'economyModel' | 'budgets' | 'log'>;

export type RunTurnInput = {
  readonly agent: Agent;
  /** The state that the turn begins on: it heads the list there. */
  readonly conversation: Conversation;
  readonly turn: PendingTurn;
  readonly topic: string | null;
  /** Given when the caller wants text as it is made. */
  readonly onDelta?: (text: string) => void;
  /** Given when the caller shows what the visitor is to see while a tool runs. */
  readonly onThinking?: (text: string) => void;
  readonly signal: AbortSignal;
  /** What was just stored of a conversation that has no past: saves reading it back. */
  readonly messages?: readonly PastMessage[];
};

export type TurnOutcome =
  | {
      readonly type: 'replied';
      readonly messageId: string;
      readonly ord: number;
      readonly text: string;
      readonly sources: readonly object[];
      readonly kind: CheckedReply['kind'];
    }
  | { readonly type: 'superseded' };

/**
 * Runs one turn: retrieve, generate, check, conclude (design §9). No transaction is open while the model works. As soon
 * as the conversation is in other hands, the model's call is ended and the turn is superseded. Throws `unavailable` when
 * the model fails; the turn is then ended in the log and its message stays unanswered.
 */
export async function runTurn(deps: RunDeps, input: RunTurnInput): Promise<TurnOutcome> {
  const begunMs = deps.clock.monotonicMs();
  const { conversation, turn } = input;
  const watch = watchTurn(deps, conversation, turn.id, input.signal);
  const ended = (outcome: 'replied' | 'superseded' | 'failed', kind: string | null) =>
    deps.observer.turnEnded({ outcome, kind, latencyMs: deps.clock.monotonicMs() - begunMs });
  try {
    const work = draftReply(deps, { ...input, signal: watch.signal }, begunMs);
    const drafted = await watch.unlessSuperseded(work).finally(() => watch.stop());
    const concluded = drafted && (await conclude(deps, input, drafted));
    ended(concluded ? 'replied' : 'superseded', drafted?.checked.kind ?? null);
    if (!concluded) return { type: 'superseded' };
    const { text, sources, id } = drafted.reply;
    return {
      type: 'replied',
      messageId: id,
      ord: concluded.messages[0]?.ord ?? 0,
      text,
      sources,
      kind: drafted.checked.kind,
    };
  } catch (error) {
    // Nobody waits for it: it stays in the list for the node that begins it again.
    if (turn.origin === 'queue' && input.signal.aborted) throw error;
    const failed = await changeConversation(deps, conversation, null, {
      decide: (state) => endTurn(state, turn.id, 'failed'),
    });
    ended(failed ? 'failed' : 'superseded', null);
    if (!failed) return { type: 'superseded' };
    throw error;
  }
}

async function conclude(deps: RunDeps, { agent, conversation, turn }: RunTurnInput, { reply, usage }: WrittenReply) {
  const concluded = await changeConversation(deps, conversation, conversation, {
    decide: (state, at) => concludeTurn(state, turn.id, reply, at),
    usage: [usage],
  });
  if (concluded) deps.budgets.took(conversation.workspaceId, { ...usage, agentId: agent.id });
  return concluded;
}

async function draftReply(deps: RunDeps, input: RunTurnInput, begunMs: number): Promise<WrittenReply> {
  const { agent, conversation, turn, signal } = input;
  const window = { after: conversation.answeredOrd, upTo: turn.ord };
  const past = input.messages ?? (await readPastMessages(deps, conversation, window));
  const messages = divideMessages(conversation, turn, past);
  const isFree = turn.economy || deps.budgets.isUsedUp(agent);
  const model = isFree ? deps.economyModel : deps.model;
  const { onDelta, onThinking } = input;
  const context = { conversation, settings: agent.settings, messages, topic: input.topic };
  const tools = await turnTools(deps, { agent, conversation, turn });
  return writeReply(deps, {
    agent,
    ...context,
    turnId: turn.id,
    model,
    tools,
    signal,
    begunMs,
    ...(onDelta ? { onDelta } : {}),
    ...(onThinking ? { onThinking } : {}),
  });
}
