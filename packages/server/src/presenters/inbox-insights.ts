import type { InboxInsights } from '@parley/protocol/api';
import type { JsonObject } from '../lib/json.ts';

type Turn = {
  readonly id: string;
  readonly outcome: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
  readonly cost: NonNullable<InboxInsights['turn']>['cost'];
};

type Told = {
  readonly conversationId: string;
  readonly ord: number;
  readonly answers: number | null;
  /** As the turn wrote them down. */
  readonly insights: JsonObject;
  readonly sources: readonly JsonObject[];
  /** Null for those who may not see what it took, too. */
  readonly turn: Turn | null;
};

type Passage = InboxInsights['passages'][number];
/** Older releases wrote down less. */
type Stored = Pick<InboxInsights, 'kind' | 'latency_ms'> & {
  readonly passages: readonly (Pick<Passage, 'article_id' | 'title' | 'score'> & Partial<Passage>)[];
  readonly tools: readonly (Pick<InboxInsights['tools'][number], 'name' | 'latency_ms' | 'failed'> & {
    readonly arguments?: unknown;
    readonly result?: unknown;
  })[];
};

/** Why the agent said something, as the inbox shows it. */
export function inboxInsights({ conversationId, ord, answers, insights, sources, turn }: Told): InboxInsights {
  const { kind, passages, tools, latency_ms } = insights as unknown as Stored;
  // In the contract's own shape.
  const quoted = sources as unknown as InboxInsights['sources'];
  return {
    object: 'message_insights',
    conversation_id: conversationId,
    ord,
    answers,
    kind,
    passages: passages.map((passage) => passageOf(passage, quoted)),
    sources: quoted,
    tools: tools.map(({ name, latency_ms, failed, arguments: given = null, result = null }) => ({
      name,
      latency_ms,
      failed,
      arguments: given,
      result,
    })),
    latency_ms,
    turn: turn && turnOf(turn),
  };
}

function passageOf(passage: Stored['passages'][number], sources: InboxInsights['sources']): Passage {
  const { article_id, title, score, article_version = null, start = null, end = null } = passage;
  const isIn = (source: InboxInsights['sources'][number]): boolean =>
    source.article_id === article_id &&
    (start === null || end === null || (source.start >= start && source.end <= end));
  return { article_id, article_version, title, score, was_quoted: sources.some(isIn), start, end };
}

const turnOf = ({ id, outcome, model, cost, ...took }: Turn): InboxInsights['turn'] => ({
  id,
  outcome,
  model,
  input_tokens: took.inputTokens,
  output_tokens: took.outputTokens,
  latency_ms: took.latencyMs,
  cost,
});
