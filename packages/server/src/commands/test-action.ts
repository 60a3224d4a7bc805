import { AppError } from '@parley/protocol';
import { missingIn } from '../domain/actions/action.ts';
import { type ActionResult, notSent } from '../domain/actions/action-result.ts';
import { filteredAnswer, type Memory, memoryOf } from '../domain/actions/filter-answer.ts';
import type { HttpRequest } from '../domain/actions/http-request.ts';
import { withDefaults } from '../domain/actions/parameters.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import type { Values } from '../domain/actions/values.ts';
import type { JsonObject } from '../lib/json.ts';
import { findAction } from '../store/actions/actions.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { noSuchAction } from './change-actions.ts';
import { argumentProblem } from './check-arguments.ts';
import type { Deps } from './deps.ts';
import { sampleVariables } from './sample-variables.ts';
import { type SendActionDeps, sendHttpAction } from './send-http-action.ts';
import type { RemoteDeps } from './send-to-remote-tool.ts';
import { testRemoteTool } from './test-remote-tool.ts';
import type { TestedAction } from './tested-action.ts';

export type TestActionInput = {
  readonly agent: Agent;
  readonly number: number;
  /** Of the type `remote_mcp`: which one. */
  readonly tool: string | undefined;
  /** Samples of what a conversation would bring. */
  readonly parameters: JsonObject;
  readonly metadata: JsonObject;
  readonly variables: Values['variables'];
};

const NOTHING: Memory = { values: {}, notFound: [] };

/**
 * Sends the real request of an action with sample values, whatever its conditions say, and keeps nothing of it. Throws
 * `not_found`, and `conflict` for an action that is incomplete.
 */
export async function testAction(
  deps: SendActionDeps & RemoteDeps & Pick<Deps, 'schemas' | 'jsonPaths' | 'ids' | 'baseUrl'>,
  { agent, number, tool, parameters, metadata, variables }: TestActionInput,
): Promise<TestedAction> {
  const action = await findAction(deps.database.db, agent.id, number);
  if (!action) throw noSuchAction();
  const { definition } = action;
  if (definition.type === 'remote_mcp')
    return testRemoteTool(deps, { agent, action, remote: definition.remote_mcp, tool, parameters, variables });
  if (tool !== undefined) {
    const message = 'is for actions of the type remote_mcp';
    throw new AppError('validation_failed', `tool ${message}.`, { fields: [{ path: 'tool', message }] });
  }
  const missing = missingIn(action);
  if (missing.length > 0) throw new AppError('conflict', `The action is incomplete. ${missing.join(' ')}`);
  const { http_request: request } = definition;
  const problem = await argumentProblem(deps, request.parameters, parameters);
  if (problem) return { result: notSent('invalid_arguments', problem), filtered: null, memory: NOTHING };
  const samples = { ...sampleVariables(agent, deps.baseUrl()), ...variables };
  const result = await sendHttpAction(deps, {
    agentId: agent.id,
    request,
    secretNames: secretsNamed(action),
    values: { parameters: withDefaults(request.parameters, parameters), metadata, variables: samples },
    idempotencyKey: deps.ids.uuid(),
  });
  return {
    result,
    filtered: filteredAnswer(result.body, request.response_filter, deps.jsonPaths.query),
    memory: result.outcome === 'ok' ? rememberedOf(deps, request, result) : NOTHING,
  };
}

const rememberedOf = ({ jsonPaths }: Pick<Deps, 'jsonPaths'>, request: HttpRequest, { body }: ActionResult): Memory =>
  memoryOf(body, request.save_to_memory, jsonPaths.query);
