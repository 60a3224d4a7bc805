import { sql } from 'kysely';
import type { AgentTokens } from '../../domain/usage/budget.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db } from '../schema.ts';

/** A span of a workspace's usage, of which what was before `horizon` is told apart. */
export type UsageSpan = { readonly workspaceId: string; readonly since: Date; readonly horizon: Date };

/** What an agent took of a model in a span, before its horizon or since. */
export type SpanTokens = AgentTokens & { readonly workspaceId: string; readonly isBefore: boolean };

// One statement for all workspaces, named: every node asks it again each few seconds.
const SUM = `
  select s."workspaceId", u.* from jsonb_to_recordset($1::jsonb)
    as s("workspaceId" uuid, since timestamptz, horizon timestamptz)
  cross join lateral (
    select agent_id as "agentId", model, created_at < s.horizon as "isBefore",
      sum(input_tokens)::bigint as "inputTokens", sum(output_tokens)::bigint as "outputTokens"
    from turn_usage u where u.workspace_id = s."workspaceId" and u.created_at >= s.since
    group by 1, 2, 3) u`;

/** Sums up what the agents of some workspaces took, by model. */
export async function sumUsage(query: NamedQuery, spans: readonly UsageSpan[]): Promise<SpanTokens[]> {
  return spans.length === 0 ? [] : query('usage-sum', SUM, [JSON.stringify(spans)]);
}

/** The models that a workspace has used since an instant, by name. */
export async function listModelsUsed(db: Db, workspaceId: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ model: string }>`
    select distinct model from turn_usage
    where workspace_id = ${workspaceId}::uuid and created_at >= ${since} order by model`.execute(db);
  return rows.map(({ model }) => model);
}
