import type { Credentials } from '../commands/create-workspace.ts';
import { type AgentTokens, TOKEN_LIFETIME_MS } from './agent-tokens.ts';
import { newPassword, newScenarioId, newWorkspaceKey } from './new-credentials.ts';
import { hashPassword } from './passwords.ts';

/** The identity side of making agents and tokens, as the commands need it. */
export function createCredentials(tokens: AgentTokens): Credentials {
  return {
    scenarioId: newScenarioId,
    password: newPassword,
    hashPassword,
    workspaceKey: newWorkspaceKey,
    signToken: tokens.sign,
    tokenLifetimeMs: TOKEN_LIFETIME_MS,
  };
}
