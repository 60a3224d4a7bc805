import { AppError } from '@parley/protocol';
import { type Action, missingIn } from '../domain/actions/action.ts';
import { notSent } from '../domain/actions/action-result.ts';
import type { RemoteMcp } from '../domain/actions/remote-mcp.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import type { Values } from '../domain/actions/values.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { schemaProblem } from './check-arguments.ts';
import type { Deps } from './deps.ts';
import { sampleVariables } from './sample-variables.ts';
import { ACTION_TIMEOUT_MS } from './send-http-action.ts';
import { type RemoteDeps, sendToRemoteTool } from './send-to-remote-tool.ts';
import type { TestedAction } from './tested-action.ts';

type TestInput = {
  readonly agent: Agent;
  readonly action: Action;
  readonly remote: RemoteMcp;
  readonly tool: string | undefined;
  readonly parameters: JsonObject;
  readonly variables: Values['variables'];
};

/**
 * Calls one tool with sample arguments, whether or not it is switched on. Throws `validation_failed` for a tool that the
 * server has not told, and `conflict` for an action that is incomplete.
 */
export async function testRemoteTool(
  deps: RemoteDeps & Pick<Deps, 'schemas' | 'baseUrl'>,
  { agent, action, remote, tool: name, parameters, variables }: TestInput,
): Promise<TestedAction> {
  const missing = missingIn(action);
  if (missing.length > 0) throw new AppError('conflict', `The action is incomplete. ${missing.join(' ')}`);
  const tool = action.remoteTools?.tools.find((each) => each.name === name);
  if (!tool || tool.problem !== null) {
    const message = tool?.problem ?? 'must be the name of a tool that the server has told';
    throw new AppError('validation_failed', `tool: ${message}`, { fields: [{ path: 'tool', message }] });
  }
  const memory = { values: {}, notFound: [] };
  const problem = await schemaProblem(deps, tool.inputSchema, parameters);
  if (problem) return { result: notSent('invalid_arguments', problem), filtered: null, memory };
  const { result } = await sendToRemoteTool(deps, {
    agentId: agent.id,
    remote,
    secretNames: secretsNamed(action),
    variables: { ...sampleVariables(agent, deps.baseUrl()), ...variables },
    tool: tool.name,
    input: parameters,
    timeoutMs: ACTION_TIMEOUT_MS,
    signal: new AbortController().signal,
  });
  return { result, filtered: result.body, memory };
}
