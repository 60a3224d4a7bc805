import type { Conversation } from '../domain/conversation/conversation.ts';
import type { ModelUsage } from '../domain/turn/turn-context.ts';
import { insertUsage } from '../store/usage/insert-usage.ts';
import type { Deps } from './deps.ts';

/** Work of the agent that says nothing to the visitor. */
export type SilentWork = 'draft' | 'analysis' | 'summary';

/** Keeps what such work took, among what turns took and for the budgets. */
export async function keepUsage(
  { database, clock, ids, budgets }: Pick<Deps, 'database' | 'clock' | 'ids' | 'budgets'>,
  { workspaceId, id, agentId }: Pick<Conversation, 'workspaceId' | 'id' | 'agentId'>,
  { model, inputTokens, outputTokens, latencyMs }: ModelUsage,
  outcome: SilentWork,
): Promise<void> {
  const took = { model, inputTokens, outputTokens, latencyMs, turnId: ids.uuid(), outcome, at: clock.now() };
  await insertUsage(database.named, { workspaceId, id }, took);
  budgets.took(workspaceId, { ...took, agentId });
}
