import type { TokenScope } from '@parley/protocol';
import type { AgentSettings } from '../domain/agent/settings.ts';
import type { Tx } from '../store/schema.ts';
import { insertAgent, insertToken, insertWorkspace, insertWorkspaceKey } from '../store/workspaces/insert.ts';
import { insertMember, insertUser } from '../store/workspaces/users.ts';
import type { Deps } from './deps.ts';

/** Makes what only the identity side can: random ids, hashes and signatures. */
export interface Credentials {
  scenarioId(): string;
  password(): string;
  hashPassword(password: string): Promise<string>;
  workspaceKey(): { readonly key: string; readonly hash: string; readonly last4: string };
  /** Until `expiresAt`; as long as tokens live unless told. */
  signToken(
    claims: { tokenId: string; scenarioId: string; scope: TokenScope; expiresAt?: Date },
    at: Date,
  ): Promise<string>;
  readonly tokenLifetimeMs: number;
}

export type CreateDeps = Pick<Deps, 'database' | 'clock' | 'ids'> & { readonly credentials: Credentials };

/** A new workspace with its secrets in the clear, as `first-run.json` tells it: they are shown this once. */
export type NewWorkspace = {
  readonly scenario_id: string;
  readonly chatbot_id: string;
  readonly read_token: string;
  readonly write_token: string;
  readonly workspace_key: string;
  readonly owner_email: string;
  readonly owner_password: string;
};

export type NewWorkspaceInput = {
  readonly name: string;
  readonly ownerEmail: string;
  readonly agent: Partial<AgentSettings>;
};

/** Adds a workspace with owner, agent, a token of each scope and a key, inside the caller's transaction. */
export async function createWorkspace(deps: CreateDeps, tx: Tx, input: NewWorkspaceInput): Promise<NewWorkspace> {
  const { credentials, ids } = deps;
  const at = deps.clock.now();
  const password = credentials.password();
  const passwordHash = await credentials.hashPassword(password);
  const workspaceId = ids.uuid();
  const owner = { id: ids.uuid(), accountId: ids.uuid(), email: input.ownerEmail, name: 'Owner', passwordHash };
  await insertWorkspace(tx, { id: workspaceId, name: input.name }, at);
  await insertUser(tx, owner, at);
  await insertMember(tx, { id: ids.uuid(), workspaceId, userId: owner.id, role: 'owner' }, at);
  const agent = { id: ids.uuid(), workspaceId, scenarioId: credentials.scenarioId(), settings: input.agent };
  await insertAgent(tx, agent, at);
  const { key, ...hashed } = credentials.workspaceKey();
  const firstKey = { id: ids.uuid(), workspaceId, name: 'First key', expiresAt: null, ...hashed };
  await insertWorkspaceKey(tx, firstKey, at);
  return {
    scenario_id: agent.scenarioId,
    chatbot_id: agent.id,
    read_token: await createToken(deps, tx, { agent, scope: 'read_all', name: 'First read token' }),
    write_token: await createToken(deps, tx, { agent, scope: 'write_all', name: 'First write token' }),
    workspace_key: key,
    owner_email: input.ownerEmail,
    owner_password: password,
  };
}

export type NewTokenInput = {
  readonly agent: { readonly id: string; readonly scenarioId: string };
  readonly scope: TokenScope;
  readonly name: string;
};

/** Records a token of an agent and signs it. It is not stored: whoever loses it makes another. */
export async function createToken(deps: CreateDeps, tx: Tx, input: NewTokenInput): Promise<string> {
  const { credentials } = deps;
  const { agent, scope, name } = input;
  const at = deps.clock.now();
  const id = deps.ids.uuid();
  const expiresAt = new Date(at.getTime() + credentials.tokenLifetimeMs);
  await insertToken(tx, { id, agentId: agent.id, name, scope, expiresAt }, at);
  return credentials.signToken({ tokenId: id, scenarioId: agent.scenarioId, scope }, at);
}
