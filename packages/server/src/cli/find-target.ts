import { AppError } from '@parley/protocol';
import { z } from 'zod';
import type { OpenParley } from '../open-parley.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findAgent } from '../store/agents/list-agents.ts';
import { findFirstWorkspace } from '../store/workspaces/find-workspace.ts';

/** What `--scenario` takes. */
export const ScenarioSchema = z.string('--scenario is missing').min(1, '--scenario is empty');

/** The agent of `--scenario`. Throws `not_found`, with the way to the list. */
export async function agentOf({ deps }: OpenParley, scenarioId: string): Promise<Agent> {
  const agent = await findAgent(deps.database.named, scenarioId);
  if (agent) return agent;
  throw new AppError('not_found', `There is no agent ${scenarioId}: \`parley agent list\` shows all of them.`);
}

/** The workspace that the command line works in. Throws `not_found` before the first start. */
export async function workspaceOf({ deps }: OpenParley): Promise<string> {
  const workspace = await findFirstWorkspace(deps.database.db);
  if (workspace) return workspace.id;
  throw new AppError('not_found', 'This installation is empty: start it once with `npm start`.');
}
