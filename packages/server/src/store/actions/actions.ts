import { type Selectable, sql } from 'kysely';
import type { Action, ActionDefinition } from '../../domain/actions/action.ts';
import type { ToolListing } from '../../domain/actions/remote-mcp.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Schema, Tx } from '../schema.ts';

const withTools = (db: Db) =>
  db
    .selectFrom('ai_actions')
    .leftJoin('ai_action_tools', 'ai_action_tools.action_id', 'ai_actions.id')
    .selectAll('ai_actions')
    .select(['ai_action_tools.tools', 'ai_action_tools.listed_at']);

/** The actions of an agent, by their numbers: few. */
export async function listActions(db: Db, agentId: string): Promise<Action[]> {
  const rows = await withTools(db).where('agent_id', '=', agentId).orderBy('number').execute();
  return rows.map(actionOf);
}

/** An action by its number; null when the agent has none. */
export async function findAction(db: Db, agentId: string, number: number): Promise<Action | null> {
  const row = await withTools(db).where('agent_id', '=', agentId).where('number', '=', number).executeTakeFirst();
  return row ? actionOf(row) : null;
}

/** The actions of an agent that are switched on. */
export async function findActiveActions(query: NamedQuery, agentId: string): Promise<Action[]> {
  const text = `select a.*, t.tools, t.listed_at from ai_actions a left join ai_action_tools t on t.action_id = a.id
    where a.agent_id = $1::uuid and a.is_active order by a.number`;
  return (await query<Row>('actions-active-with-tools', text, [agentId])).map(actionOf);
}

/** Keeps others from the actions and secrets of an agent until the transaction ends, and gives its actions. */
export async function lockActions(tx: Tx, agentId: string): Promise<Action[]> {
  await tx.selectFrom('agents').select('id').where('id', '=', agentId).forNoKeyUpdate().execute();
  return listActions(tx, agentId);
}

/** A number for a new action: never one that another had. */
export async function takeActionNumber(tx: Tx, agentId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`update agents set next_action = next_action + 1
    where id = ${agentId}::uuid returning next_action - 1 as number`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** Keeps a new action. */
export async function insertAction(tx: Tx, action: Action): Promise<void> {
  await tx
    .insertInto('ai_actions')
    .values({
      workspace_id: action.workspaceId,
      agent_id: action.agentId,
      id: action.id,
      number: action.number,
      type: action.definition.type,
      created_at: action.createdAt,
      ...changingColumns(action),
    })
    .execute();
  await noteWhetherAny(tx, action.agentId);
}

/** Keeps what an action has become. */
export async function saveAction(tx: Tx, action: Action): Promise<void> {
  await tx.updateTable('ai_actions').set(changingColumns(action)).where('id', '=', action.id).execute();
  await noteWhetherAny(tx, action.agentId);
}

const KEEP_TOOLS = `insert into ai_action_tools (action_id, tools, listed_at)
  select id, $3::jsonb, $4::timestamptz from ai_actions
    where id = $1::uuid and type = 'remote_mcp' and definition->>'url' = $2::text for key share
  on conflict (action_id) do update set tools = excluded.tools, listed_at = excluded.listed_at`;

/** Keeps what the server at this URL has told of its tools, unless the action asks another by now. */
export async function keepListing(
  query: NamedQuery,
  { id, url }: { readonly id: string; readonly url: string },
  { at, tools }: ToolListing,
): Promise<void> {
  await query('action-tools-keep', KEEP_TOOLS, [id, url, JSON.stringify(tools), at]);
}

/** Forgets what a server has told: the action asks another now. */
export async function forgetListing(tx: Tx, actionId: string): Promise<void> {
  await tx.deleteFrom('ai_action_tools').where('action_id', '=', actionId).execute();
}

/** Removes an action with the log of its calls. */
export async function removeAction(tx: Tx, { id, agentId }: Pick<Action, 'id' | 'agentId'>): Promise<void> {
  await tx.deleteFrom('ai_actions').where('id', '=', id).execute();
  await noteWhetherAny(tx, agentId);
}

/** Agents say whether any of their actions is switched on, so that turns of the others need not look. */
async function noteWhetherAny(tx: Tx, agentId: string): Promise<void> {
  await sql`update agents set has_actions = exists (
      select 1 from ai_actions where agent_id = ${agentId}::uuid and is_active)
    where id = ${agentId}::uuid`.execute(tx);
}

const changingColumns = (action: Action) => ({
  name: action.name,
  tool_name: action.toolName,
  description: action.description,
  is_active: action.isActive,
  was_complete: action.wasComplete,
  icon: action.icon,
  icon_color: action.iconColor,
  definition: JSON.stringify(definitionColumn(action.definition)),
  updated_at: action.updatedAt,
});

/** The type stands in a column of its own. */
const definitionColumn = (definition: ActionDefinition): object =>
  definition.type === 'http_request' ? definition.http_request : definition.remote_mcp;

type Row = Omit<Selectable<Schema['ai_actions']>, 'definition'> & {
  readonly definition: object;
  readonly tools: object | null;
  readonly listed_at: Date | null;
};

function actionOf(row: Row): Action {
  return {
    workspaceId: row.workspace_id,
    agentId: row.agent_id,
    id: row.id,
    number: row.number,
    name: row.name,
    toolName: row.tool_name,
    description: row.description,
    isActive: row.is_active,
    wasComplete: row.was_complete,
    icon: row.icon,
    iconColor: row.icon_color,
    // It was checked when it was saved.
    definition: { type: row.type, [row.type]: row.definition } as unknown as ActionDefinition,
    remoteTools:
      row.tools && row.listed_at ? { at: row.listed_at, tools: row.tools as unknown as ToolListing['tools'] } : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
