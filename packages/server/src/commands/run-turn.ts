import { AppError } from '@parley/protocol';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import { buildContext, divideMessages, type PastMessage } from '../domain/turn/build-context.ts';
import { type CheckedReply, checkDraft } from '../domain/turn/check-draft.ts';
import { concludeTurn, endTurn, type Reply } from '../domain/turn/conclude-turn.ts';
import type { ModelStep, TurnContext } from '../domain/turn/turn-context.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { TurnUsage } from '../store/conversations/save-conversation.ts';
import { findHistory } from '../store/messages/find-history.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { watchTurn } from './watch-turn.ts';

/** Older messages than these do not reach the model: a turn's cost must not grow with the conversation. */
const HISTORY_MAX = 60;

type RunDeps = Pick<
  Deps,
  'database' | 'clock' | 'ids' | 'signals' | 'model' | 'retriever' | 'detectLanguage' | 'observer' | 'log'
>;

export type RunTurnInput = {
  readonly agent: Agent;
  /** The state that the turn begins on: it heads the list there. */
  readonly conversation: Conversation;
  readonly turn: PendingTurn;
  readonly topic: string | null;
  /** Given when the caller wants text as it is made. */
  readonly onDelta?: (text: string) => void;
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
    return { type: 'replied', messageId: id, ord: concluded.messages[0]?.ord ?? 0, text, sources };
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

function conclude(deps: RunDeps, { conversation, turn }: RunTurnInput, { reply, usage }: Drafted) {
  return changeConversation(deps, conversation, conversation, {
    decide: (state, at) => concludeTurn(state, turn.id, reply, at),
    usage: [usage],
  });
}

async function draftReply(deps: RunDeps, input: RunTurnInput, begunMs: number): Promise<Drafted> {
  const context = await prepare(deps, input);
  input.signal.throwIfAborted();
  return generate(deps, input, context, begunMs);
}

async function prepare(deps: RunDeps, input: RunTurnInput): Promise<TurnContext> {
  const { agent, conversation, turn } = input;
  const past = input.messages ?? (await pastMessages(deps, conversation, turn.ord));
  const messages = divideMessages(conversation, turn, past);
  const asked = messages.questions.map((question) => question.content).join('\n');
  const language = deps.detectLanguage(asked) ?? conversation.mostFrequentLanguage;
  const passages = await deps.retriever.retrieve({
    agentId: agent.id,
    knowledgeVersion: agent.knowledgeVersion,
    ...messages,
    topic: input.topic,
    language,
  });
  return buildContext(conversation, agent.settings, messages, passages, language);
}

async function pastMessages(deps: RunDeps, conversation: Conversation, upTo: number): Promise<PastMessage[]> {
  const window = { after: conversation.answeredOrd, upTo, limit: HISTORY_MAX };
  const rows = await findHistory(deps.database.named, conversation, window);
  return rows.map((row) => ({
    ord: row.ord,
    author: row.author,
    content: row.content,
    isWelcome: row.is_welcome,
    handoffState: row.handoff_state,
    kind: row.kind,
  }));
}

type Drafted = { checked: CheckedReply; reply: Reply; usage: TurnUsage };

async function generate(deps: RunDeps, input: RunTurnInput, context: TurnContext, begunMs: number): Promise<Drafted> {
  const { onDelta, signal, turn } = input;
  const tools: { name: string; latency_ms: number; failed: boolean }[] = [];
  let last: Extract<ModelStep, { type: 'draft' }> | null = null;
  for await (const step of deps.model.respond(context, { stream: onDelta !== undefined, signal })) {
    signal.throwIfAborted();
    if (step.type === 'delta') onDelta?.(step.text);
    else if (step.type === 'tool_called')
      tools.push({ name: step.name, latency_ms: step.latencyMs, failed: step.failed });
    else last = step;
  }
  if (!last) throw new AppError('unavailable', 'The model gave no answer.');
  const checked = checkDraft(context, last.draft);
  deps.observer.tokensUsed(last.usage);
  const latencyMs = Math.round(deps.clock.monotonicMs() - begunMs);
  const reply = {
    id: deps.ids.uuid(),
    text: checked.text,
    sources: checked.sources.map((source) => ({
      id: source.articleNumber,
      article_id: source.articleId,
      title: source.title,
      article_version: source.articleVersion,
      url: source.url,
      quote: source.quote,
      start: source.start,
      end: source.end,
    })),
    insights: {
      kind: checked.kind,
      passages: context.passages.map(({ articleId, title, score }) => ({ article_id: articleId, title, score })),
      tools,
      latency_ms: latencyMs,
    },
    offersPerson: checked.offersPerson,
    handsOff: checked.kind === 'handoff' && context.agent.peopleEnabled,
    questions: context.questions.map((question) => question.content),
  };
  const usage = { ...last.usage, turnId: turn.id, outcome: checked.kind, at: deps.clock.now(), latencyMs };
  return { checked, reply, usage };
}
