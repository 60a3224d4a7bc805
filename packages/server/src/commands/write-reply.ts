import { AppError } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { buildContext, type TurnMessages } from '../domain/turn/build-context.ts';
import { type CheckedReply, checkDraft, checkHandoff } from '../domain/turn/check-draft.ts';
import type { Reply } from '../domain/turn/conclude-turn.ts';
import { keywordWish } from '../domain/turn/hand-off-reply.ts';
import type { HandoffWish, Model, ModelStep, ModelUsage, TurnContext } from '../domain/turn/turn-context.ts';
import { REMEMBER, type TurnTool } from '../domain/turn/turn-tool.ts';
import { FREE_MODEL } from '../domain/usage/cost-of.ts';
import type { JsonObject } from '../lib/json.ts';
import { guardedDeltas } from '../presenters/guarded-deltas.ts';
import { guardedReply } from '../presenters/guarded-reply.ts';
import { sourceItem } from '../presenters/source-item.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { TurnUsage } from '../store/conversations/save-conversation.ts';
import { awayOf } from './away-of.ts';
import type { Deps } from './deps.ts';
import { replyVouchers } from './reply-vouchers.ts';

export type WriteDeps = Pick<Deps, 'clock' | 'ids' | 'retriever' | 'detectLanguage' | 'observer' | 'holidays'>;

export type WriteReplyInput = {
  readonly agent: Pick<Agent, 'id' | 'knowledgeVersion'>;
  readonly conversation: Conversation;
  readonly settings: JsonObject;
  readonly messages: TurnMessages;
  /** What the turn is known by where its cost is kept. */
  readonly turnId: string;
  readonly topic: string | null;
  readonly model: Model;
  /** Given when the caller wants text as it is made. */
  readonly onDelta?: (text: string) => void;
  readonly signal: AbortSignal;
  /** What the agent may do meanwhile. */
  readonly tools?: readonly TurnTool[];
  /** A tool begins to run: given when the caller shows what the visitor is to see of that. */
  readonly onThinking?: (thinking: string) => void;
  /** When the work began, by the monotonic clock. */
  readonly begunMs: number;
};

export type WrittenReply = { readonly checked: CheckedReply; readonly reply: Reply; readonly usage: TurnUsage };

/**
 * Writes what the agent would say: retrieve, generate, check (design §9). Nothing is stored, and no transaction is open.
 * Throws `unavailable` when the model fails, and what `signal` was aborted with.
 */
export async function writeReply(deps: WriteDeps, input: WriteReplyInput): Promise<WrittenReply> {
  const asked = await contextOf(deps, input);
  const wish = keywordWish(asked);
  if (wish) return forced(deps, input, asked, wish);
  const passages = await retrieve(deps, input, asked.language);
  input.signal.throwIfAborted();
  return generate(deps, input, { ...asked, passages });
}

/** Everything but the passages. */
async function contextOf(deps: WriteDeps, input: WriteReplyInput): Promise<TurnContext> {
  const { conversation, settings, messages } = input;
  const said = messages.questions.map((question) => question.content).join('\n');
  const language = deps.detectLanguage(said) ?? conversation.mostFrequentLanguage;
  const away = await awayOf(deps, readSettings(settings), deps.clock.now());
  return { ...buildContext(conversation, settings, messages, [], language), ...(away ? { away } : {}) };
}

function retrieve(
  deps: WriteDeps,
  { agent, messages, topic, conversation }: WriteReplyInput,
  detected: string | null,
): ReturnType<Deps['retriever']['retrieve']> {
  const { id: agentId, knowledgeVersion } = agent;
  const language = detected ?? conversation.mostFrequentLanguage;
  return deps.retriever.retrieve({ agentId, knowledgeVersion, ...messages, topic, language });
}

/** A keyword needs no model to be understood. */
function forced(deps: WriteDeps, input: WriteReplyInput, context: TurnContext, wish: HandoffWish): WrittenReply {
  const checked = checkHandoff(context, wish);
  input.onDelta?.(checked.text);
  const usage = { model: FREE_MODEL, inputTokens: 0, outputTokens: 0, latencyMs: 0 };
  return written(deps, input, { context, checked, called: [], usage });
}

type Called = Extract<ModelStep, { type: 'tool_called' }>;

async function generate(deps: WriteDeps, input: WriteReplyInput, context: TurnContext): Promise<WrittenReply> {
  const { onDelta, onThinking, signal, tools = [] } = input;
  const called: Called[] = [];
  let last: Extract<ModelStep, { type: 'draft' }> | null = null;
  const vouchers = () =>
    replyVouchers(
      context,
      called.map(({ result }) => result),
    );
  const guard = (text: string): string => guardedReply(text, vouchers);
  const deltas = onDelta && guardedDeltas(onDelta, guard);
  for await (const step of input.model.respond(context, { stream: onDelta !== undefined, signal, tools })) {
    signal.throwIfAborted();
    if (step.type === 'delta') deltas?.take(step.text);
    else if (step.type === 'tool_called') called.push(step);
    else if (step.type === 'draft') last = step;
    else if (step.thinking !== null) onThinking?.(step.thinking);
  }
  if (!last) throw new AppError('unavailable', 'The model gave no answer.');
  const succeeded = new Set(called.filter(isEvidence).map(({ callId }) => callId));
  deltas?.end();
  // Before it is judged: a reply that was nothing but an image says nothing.
  const checked = checkDraft(context, { ...last.draft, text: guard(last.draft.text) }, succeeded);
  deps.observer.tokensUsed(last.usage);
  return written(deps, input, { context, checked, called, usage: last.usage });
}

type Made = {
  readonly context: TurnContext;
  readonly checked: CheckedReply;
  readonly called: readonly Called[];
  readonly usage: ModelUsage;
};

function written(deps: WriteDeps, input: WriteReplyInput, { context, checked, called, usage }: Made): WrittenReply {
  const { turnId } = input;
  const latencyMs = Math.round(deps.clock.monotonicMs() - input.begunMs);
  const reply = {
    id: deps.ids.uuid(),
    text: checked.text,
    sources: checked.sources.map(sourceItem),
    insights: {
      kind: checked.kind,
      passages: context.passages.map(consideredPassage),
      tools: called.map(calledTool),
      latency_ms: latencyMs,
      turn_id: turnId,
      ...(checked.wish ? { handoff: checked.wish } : {}),
    },
    offersPerson: checked.offersPerson,
    handsOff: checked.kind === 'handoff' && context.agent.peopleEnabled,
    questions: context.questions.map((question) => question.content),
  };
  return { checked, reply, usage: { ...usage, turnId, outcome: checked.kind, at: deps.clock.now(), latencyMs } };
}

/** What was written down of the visitor's own words proves nothing. */
const isEvidence = ({ failed, name }: Called): boolean => !failed && name !== REMEMBER;

const calledTool = ({ name, latencyMs, failed, arguments: given, result }: Called): object => ({
  name,
  latency_ms: latencyMs,
  failed,
  arguments: given,
  result,
});

const consideredPassage = (passage: TurnContext['passages'][number]): object => ({
  article_id: passage.articleId,
  article_version: passage.articleVersion,
  title: passage.title,
  score: passage.score,
  start: passage.start,
  end: passage.end,
});
