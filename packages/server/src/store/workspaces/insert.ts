import type { AgentState, TokenScope } from '@parley/protocol';
import { sql } from 'kysely';
import type { AgentSettings } from '../../domain/agent/settings.ts';
import type { WorkspaceKey } from '../../domain/people/workspace-key.ts';
import type { Tx } from '../schema.ts';

export type NewAgent = {
  readonly id: string;
  readonly workspaceId: string;
  readonly scenarioId: string;
  readonly settings: Partial<AgentSettings>;
  /** Active unless told. */
  readonly state?: AgentState;
};
export type NewToken = {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly expiresAt: Date;
};
/** Holds every other node's first start back until this transaction ends; tells whether it was done already. */
export async function beginFirstRun(tx: Tx): Promise<{ readonly isDone: boolean }> {
  await sql`select pg_advisory_xact_lock(7275391)`.execute(tx);
  const row = await tx.selectFrom('workspaces').select('id').limit(1).executeTakeFirst();
  return { isDone: row !== undefined };
}

/** Adds a workspace; it has no member yet. */
export async function insertWorkspace(
  tx: Tx,
  { id, name }: { readonly id: string; readonly name: string },
  at: Date,
): Promise<void> {
  await tx.insertInto('workspaces').values({ id, name, created_at: at }).execute();
}

/** Adds an agent; throws the database's unique violation when the scenario id is taken. */
export async function insertAgent(tx: Tx, agent: NewAgent, at: Date): Promise<void> {
  await tx
    .insertInto('agents')
    .values({
      id: agent.id,
      workspace_id: agent.workspaceId,
      scenario_id: agent.scenarioId,
      state: agent.state ?? 'active',
      settings: JSON.stringify(agent.settings),
      metadata_schema: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Adds a token's record: the token itself is signed, not stored. */
export async function insertToken(tx: Tx, token: NewToken, at: Date): Promise<void> {
  const { id, name, scope } = token;
  await tx
    .insertInto('agent_tokens')
    .values({ id, agent_id: token.agentId, name, scope, created_at: at, expires_at: token.expiresAt, revoked_at: null })
    .execute();
}

/** Adds a workspace key by its hash. */
export async function insertWorkspaceKey(
  tx: Tx,
  key: Pick<WorkspaceKey, 'id' | 'workspaceId' | 'name' | 'last4' | 'expiresAt'> & { readonly hash: string },
  at: Date,
): Promise<void> {
  const { id, workspaceId, name, hash, last4, expiresAt } = key;
  await tx
    .insertInto('workspace_keys')
    .values({ id, workspace_id: workspaceId, name, hash, last4, expires_at: expiresAt, created_at: at })
    .execute();
}
