import type { Action } from '../domain/actions/action.ts';
import { type ActionResult, notSent } from '../domain/actions/action-result.ts';
import { conditionsHold } from '../domain/actions/conditions.ts';
import { filteredAnswer } from '../domain/actions/filter-answer.ts';
import type { HttpRequest } from '../domain/actions/http-request.ts';
import { givenArguments, withDefaults } from '../domain/actions/parameters.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import { isUnknown, toolContent } from '../domain/actions/tool-content.ts';
import { metadataOf, variablesOf } from '../domain/actions/variables.ts';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import type { ToolOutcome } from '../domain/turn/turn-tool.ts';
import { isJsonObject, type Json } from '../lib/json.ts';
import { insertCall } from '../store/actions/calls.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import type { ChangeMetadataDeps } from './change-metadata.ts';
import { argumentProblem } from './check-arguments.ts';
import type { Deps } from './deps.ts';
import { keyOfCall } from './key-of-call.ts';
import { loggedCall } from './logged-call.ts';
import { type Remembered, rememberAnswer } from './remember-answer.ts';
import { type SendActionDeps, sendHttpAction } from './send-http-action.ts';

export type CallActionDeps = SendActionDeps & ChangeMetadataDeps & Pick<Deps, 'jsonPaths' | 'baseUrl'>;

export type CallActionInput = {
  readonly agent: Agent;
  readonly action: Action;
  /** What its definition asks. */
  readonly request: HttpRequest;
  readonly conversation: Pick<Conversation, 'workspaceId' | 'id'>;
  readonly turn: Pick<PendingTurn, 'id' | 'ord'>;
  /** As the model gave them. */
  readonly arguments: Json;
  /** Which one among calls of the turn that are the same, from 0. */
  readonly nth: number;
  /** For the request. */
  readonly timeoutMs: number;
  /** Nothing is sent once it fires. */
  readonly signal: AbortSignal;
};

export type CalledAction = {
  readonly told: ToolOutcome;
  /** Nobody knows what it has done: it must not be asked again. */
  readonly isUnknown: boolean;
};

const NOTHING: Remembered = { saved: [], notSaved: [] };

/**
 * Runs an action that the model has chosen: holds its arguments and the action's conditions against what the server
 * knows, sends the request, keeps what is to be remembered, and writes the call down. What goes wrong outside is an
 * outcome for the model and the log.
 */
export async function callAction(deps: CallActionDeps, input: CallActionInput): Promise<CalledAction> {
  const { agent, request, conversation } = input;
  const at = deps.clock.now();
  const result = await attempt(deps, input);
  const place = { agent, conversationId: conversation.id };
  const remembered =
    result.outcome === 'ok'
      ? await rememberAnswer(deps, { ...place, rows: request.save_to_memory, body: result.body })
      : NOTHING;
  await insertCall(deps.database.named, {
    ...loggedCall({ ...input, tool: null }, result, remembered),
    id: deps.ids.uuid(),
    at,
  });
  const filtered = filteredAnswer(result.body, request.response_filter, deps.jsonPaths.query);
  const writes = request.method !== 'GET';
  return { told: toolContent({ result, filtered, writes }), isUnknown: isUnknown(result, writes) };
}

async function attempt(deps: CallActionDeps, input: CallActionInput): Promise<ActionResult> {
  const { agent, action, request, conversation, turn, nth, timeoutMs, signal } = input;
  const given = givenArguments(request.parameters, input.arguments);
  const problem = await argumentProblem(deps, request.parameters, given);
  if (problem !== null || !isJsonObject(given)) return notSent('invalid_arguments', problem ?? '');
  // As it is now: what an action before has kept counts, and so does what somebody has set meanwhile.
  const state = await findConversation(deps.database.named, conversation);
  if (!state || !conditionsHold(request.run_only_when, state)) return notSent('not_available', NOT_AVAILABLE);
  const idempotencyKey = await keyOfCall({ conversation, turn, actionId: action.id, arguments: given, nth });
  signal.throwIfAborted();
  return sendHttpAction(deps, {
    agentId: agent.id,
    request,
    secretNames: secretsNamed(action),
    values: {
      parameters: withDefaults(request.parameters, given),
      metadata: metadataOf(state),
      variables: variablesOf(state, { scenarioId: agent.scenarioId, baseUrl: deps.baseUrl() }),
    },
    idempotencyKey,
    timeoutMs,
  });
}

/** What the model is told where the conditions do not hold. */
export const NOT_AVAILABLE = 'The action is not available in the current context.';
