import type { JsonObject } from '../../lib/json.ts';
import type { Db } from '../schema.ts';

/** An agent as lists show it. */
export type ListedAgent = {
  readonly id: string;
  readonly workspaceId: string;
  readonly scenarioId: string;
  readonly state: 'active' | 'paused' | 'archived';
  readonly settings: JsonObject;
  readonly createdAt: Date;
  /** Whether it ever had an article; deleted ones count. */
  readonly hadArticles: boolean;
};

/** Every agent of the installation, the oldest first. */
export async function listAgents(db: Db): Promise<ListedAgent[]> {
  const rows = await agents(db).orderBy('created_at').orderBy('id').execute();
  return rows.map(listed);
}

/** The agent of a scenario id; null when there is none. */
export async function findAgent(db: Db, scenarioId: string): Promise<ListedAgent | null> {
  const row = await agents(db).where('scenario_id', '=', scenarioId).executeTakeFirst();
  return row ? listed(row) : null;
}

function agents(db: Db) {
  return db
    .selectFrom('agents')
    .select(['id', 'workspace_id', 'scenario_id', 'state', 'settings', 'created_at', 'next_article']);
}

type Row = Awaited<ReturnType<ReturnType<typeof agents>['execute']>>[number];

function listed(row: Row): ListedAgent {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    scenarioId: row.scenario_id,
    state: row.state,
    settings: row.settings,
    createdAt: row.created_at,
    hadArticles: row.next_article > 1,
  };
}
