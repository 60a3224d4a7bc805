import type { JsonObject } from '../../lib/json.ts';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** Why the agent said something, as its turn wrote it down, with what the turn took. */
export type MessageInsights = {
  readonly ord: number;
  readonly answers: number | null;
  readonly insights: JsonObject;
  readonly sources: readonly JsonObject[];
  readonly turn: StoredTurn | null;
};

export type StoredTurn = {
  readonly id: string;
  readonly outcome: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: number;
};

type Row = {
  insights: JsonObject;
  sources: JsonObject[];
  answers: number | null;
  turn_id: string | null;
  outcome: string;
  model: string;
  input_tokens: number;
  output_tokens: number;
  latency_ms: number;
};

const FIND = `select m.insights, m.sources, u.turn_id, u.outcome, u.model, u.input_tokens, u.output_tokens, u.latency_ms,
    (select (e.data->>'answers')::int from events e
     where e.workspace_id = m.workspace_id and e.conversation_id = m.conversation_id and e.type = 'message.sent'
       and (e.data->>'ord')::int = m.ord order by e.seq limit 1) as answers
  from messages m
  left join turn_usage u on u.turn_id = (m.insights->>'turn_id')::uuid and u.workspace_id = m.workspace_id
  where m.workspace_id = $1::uuid and m.conversation_id = $2::uuid and m.ord = $3::int and m.insights is not null`;

/** What is kept of a reply of the agent; null where there is none of that number, or somebody else said it. */
export async function findMessageInsights(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  ord: number,
): Promise<MessageInsights | null> {
  const [row] = await query<Row>('inbox-insights', FIND, [workspaceId, id, ord]);
  if (!row) return null;
  const { insights, sources, answers, turn_id: turnId, outcome, model } = row;
  const took = { inputTokens: row.input_tokens, outputTokens: row.output_tokens, latencyMs: row.latency_ms };
  return { ord, answers, insights, sources, turn: turnId === null ? null : { id: turnId, outcome, model, ...took } };
}
