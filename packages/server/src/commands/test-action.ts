import { AppError } from '@parley/protocol';
import { type Action, missingIn } from '../domain/actions/action.ts';
import { type ActionResult, notSent } from '../domain/actions/action-result.ts';
import { filteredAnswer, type Memory, memoryOf } from '../domain/actions/filter-answer.ts';
import { withDefaults } from '../domain/actions/parameters.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import type { Values } from '../domain/actions/values.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { findAction } from '../store/actions/actions.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { noSuchAction } from './change-actions.ts';
import { argumentProblem } from './check-arguments.ts';
import type { Deps } from './deps.ts';
import { type SendActionDeps, sendHttpAction } from './send-http-action.ts';

export type TestActionInput = {
  readonly agent: Agent;
  readonly number: number;
  /** Samples of what a conversation would bring. */
  readonly parameters: JsonObject;
  readonly metadata: JsonObject;
  readonly variables: Values['variables'];
};

export type TestedAction = {
  readonly result: ActionResult;
  /** What the model would be told of the answer. */
  readonly filtered: Json;
  readonly memory: Memory;
};

const NOBODY = '00000000-0000-0000-0000-000000000000';
const NOTHING: Memory = { values: {}, notFound: [] };

/**
 * Sends the real request of an action with sample values, whatever its conditions say, and keeps nothing of it. Throws
 * `not_found`, and `conflict` for an action that is incomplete.
 */
export async function testAction(
  deps: SendActionDeps & Pick<Deps, 'schemas' | 'jsonPaths' | 'ids' | 'baseUrl'>,
  { agent, number, parameters, metadata, variables }: TestActionInput,
): Promise<TestedAction> {
  const action = await findAction(deps.database.db, agent.id, number);
  if (!action) throw noSuchAction();
  const missing = missingIn(action);
  if (missing.length > 0) throw new AppError('conflict', `The action is incomplete. ${missing.join(' ')}`);
  const { http_request: request } = action.definition;
  const problem = await argumentProblem(deps, request.parameters, parameters);
  if (problem) return { result: notSent('invalid_arguments', problem), filtered: null, memory: NOTHING };
  const samples: Values['variables'] = {
    scenario_id: agent.scenarioId,
    conversation_id: NOBODY,
    conversation_channel: 'preview',
    conversation_url: `${deps.baseUrl()}/inbox/${agent.workspaceId}/conversations/${NOBODY}`,
    language: 'en',
    ...variables,
  };
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
    memory: result.outcome === 'ok' ? rememberedOf(deps, action, result) : NOTHING,
  };
}

const rememberedOf = ({ jsonPaths }: Pick<Deps, 'jsonPaths'>, { definition }: Action, { body }: ActionResult): Memory =>
  memoryOf(body, definition.http_request.save_to_memory, jsonPaths.query);
