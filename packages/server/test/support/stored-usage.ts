import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.ts';

export type StoredUsage = {
  readonly at: string;
  /** That of the first agent unless told. */
  readonly agentId?: string;
  readonly model?: string;
  readonly outcome?: string;
  readonly tokens?: readonly [number, number];
  readonly latencyMs?: number;
};

/** Stores turns of the past with what they took. */
export async function storeUsage({ database, first }: TestApp, turns: readonly StoredUsage[]): Promise<void> {
  const agents = await database.db.selectFrom('agents').select(['id', 'workspace_id']).execute();
  const rows = turns.map(({ at, agentId = first.chatbot_id, model = 'a/large', outcome = 'answer', ...took }) => ({
    turn_id: randomUUID(),
    workspace_id: agents.find(({ id }) => id === agentId)?.workspace_id ?? '',
    agent_id: agentId,
    conversation_id: randomUUID(),
    outcome,
    model,
    input_tokens: took.tokens?.[0] ?? 100,
    output_tokens: took.tokens?.[1] ?? 10,
    latency_ms: took.latencyMs ?? 100,
    created_at: new Date(at),
  }));
  await database.db.insertInto('turn_usage').values(rows).execute();
}
