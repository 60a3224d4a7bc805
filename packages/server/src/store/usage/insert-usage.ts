import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery, TurnUsage } from '../conversations/save-conversation.ts';

// Of a conversation that was erased meanwhile nothing is kept.
const INSERT = `insert into turn_usage
    (turn_id, workspace_id, agent_id, conversation_id, outcome, model, input_tokens, output_tokens, latency_ms, created_at)
  select $3::uuid, c.workspace_id, c.agent_id, c.id, $4::text, $5::text, $6::int, $7::int, $8::int, $9::timestamptz
  from conversations c where c.workspace_id = $1::uuid and c.id = $2::uuid`;

/** Keeps what work of the agent took that says nothing: what turns take is saved with their reply. */
export async function insertUsage(
  query: NamedQuery,
  { workspaceId, id }: ConversationKey,
  usage: TurnUsage,
): Promise<void> {
  const { turnId, outcome, model, inputTokens, outputTokens, latencyMs, at } = usage;
  await query('usage-insert', INSERT, [
    workspaceId,
    id,
    turnId,
    outcome,
    model,
    inputTokens,
    outputTokens,
    latencyMs,
    at,
  ]);
}
