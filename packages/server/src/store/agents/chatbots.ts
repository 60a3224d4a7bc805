import { type AgentState, AppError } from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import type { JsonObject } from '../../lib/json.ts';
import type { Db, Tx } from '../schema.ts';

/** An agent as the Workspace API lists it. */
export type Chatbot = {
  readonly id: string;
  readonly scenarioId: string;
  readonly state: AgentState;
  readonly settings: JsonObject;
  readonly conversations: number;
  readonly lastActiveAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

// The latest conversation is the first entry of an index; the count is kept beside by a job.
const CHATBOT = sql`
  select a.id, a.scenario_id as "scenarioId", a.state, a.settings, coalesce(n.conversations, 0) as conversations,
    a.created_at as "createdAt", a.updated_at as "updatedAt",
    (select c.last_message_at from conversations c
     where c.agent_id = a.id and c.source not in ('preview', 'simulation')
     order by c.last_message_at desc, c.id desc limit 1) as "lastActiveAt"
  from agents a left join agent_counts n on n.agent_id = a.id`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isRef = (ref: string): RawBuilder<boolean> =>
  UUID.test(ref) ? sql`a.id = ${ref.toLowerCase()}::uuid` : sql`a.scenario_id = ${ref}`;

/** An agent of a workspace, by its id or its scenario id. Throws `not_found`. */
export async function getChatbot(db: Db, workspaceId: string, ref: string): Promise<Chatbot> {
  const { rows } = await sql<Chatbot>`
    ${CHATBOT} where a.workspace_id = ${workspaceId}::uuid and ${isRef(ref)}`.execute(db);
  return present(rows[0]);
}

const ORDERS = {
  name: sql`lower(a.settings->>'name'), a.id`,
  '-name': sql`lower(a.settings->>'name') desc, a.id desc`,
  created_at: sql`a.created_at, a.id`,
  '-created_at': sql`a.created_at desc, a.id desc`,
  updated_at: sql`a.updated_at, a.id`,
  '-updated_at': sql`a.updated_at desc, a.id desc`,
} as const;

export type ChatbotFilter = {
  readonly workspaceId: string;
  readonly state?: AgentState | undefined;
  readonly sort: keyof typeof ORDERS;
  readonly limit: number;
  readonly offset: number;
};

/** A page of a workspace's agents, and how many match in all. */
export async function listChatbots(
  db: Db,
  { workspaceId, state, sort, limit, offset }: ChatbotFilter,
): Promise<{ readonly total: number; readonly items: Chatbot[] }> {
  const where = state
    ? sql`a.workspace_id = ${workspaceId}::uuid and a.state = ${state}`
    : sql`a.workspace_id = ${workspaceId}::uuid`;
  const counted = await sql<{ total: number }>`select count(*) as total from agents a where ${where}`.execute(db);
  const { rows } = await sql<Chatbot>`
    ${CHATBOT} where ${where} order by ${ORDERS[sort]} limit ${limit} offset ${offset}`.execute(db);
  return { total: counted.rows[0]?.total ?? 0, items: rows };
}

/** What an agent is while the transaction holds it. */
export type LockedAgent = { readonly id: string; readonly state: AgentState; readonly settings: JsonObject };

/** Throws `not_found`. */
export async function lockAgent(tx: Tx, workspaceId: string, ref: string): Promise<LockedAgent> {
  const { rows } = await sql<LockedAgent>`
    select a.id, a.state, a.settings from agents a
    where a.workspace_id = ${workspaceId}::uuid and ${isRef(ref)} for update`.execute(tx);
  return present(rows[0]);
}

/** Puts settings over those of an agent, and sets its state. */
export async function saveChatbot(tx: Tx, { id, state, settings }: LockedAgent, at: Date): Promise<void> {
  await sql`
    update agents set state = ${state}, settings = settings || ${JSON.stringify(settings)}::jsonb, updated_at = ${at}
    where id = ${id}::uuid`.execute(tx);
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new AppError('not_found', 'There is no such chatbot in this workspace.');
  return row;
}
