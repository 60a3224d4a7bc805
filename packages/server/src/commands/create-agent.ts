import { AppError } from '@parley/protocol';
import type { AgentSettings } from '../domain/agent/settings.ts';
import { findAgent } from '../store/agents/list-agents.ts';
import { insertAgent } from '../store/workspaces/insert.ts';
import { type CreateDeps, createToken } from './create-workspace.ts';

export type CreateAgentInput = {
  readonly workspaceId: string;
  /** 10 characters of `a-z0-9`; made up unless given. */
  readonly scenarioId?: string | undefined;
  readonly settings: Partial<AgentSettings>;
};

/** A new agent and its tokens, which are shown this once. */
export type NewAgent = {
  readonly scenario_id: string;
  readonly chatbot_id: string;
  readonly read_token: string;
  readonly write_token: string;
};

/** Adds an agent with a token of each scope. Throws `conflict` when the scenario id is taken. */
export async function createAgent(deps: CreateDeps, input: CreateAgentInput): Promise<NewAgent> {
  const { workspaceId, settings } = input;
  const scenarioId = input.scenarioId ?? deps.credentials.scenarioId();
  const agent = { id: deps.ids.uuid(), workspaceId, scenarioId, settings };
  const { database } = deps;
  return database.transaction(async (tx) => {
    if (await findAgent((name, text, values) => database.named(name, text, values, tx), scenarioId)) {
      throw new AppError('conflict', `The scenario id ${scenarioId} is taken by another agent.`);
    }
    await insertAgent(tx, agent, deps.clock.now());
    return {
      scenario_id: scenarioId,
      chatbot_id: agent.id,
      read_token: await createToken(deps, tx, { agent, scope: 'read_all', name: 'First read token' }),
      write_token: await createToken(deps, tx, { agent, scope: 'write_all', name: 'First write token' }),
    };
  });
}
