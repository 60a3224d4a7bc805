import type { Action } from '../domain/actions/action.ts';
import { notSent } from '../domain/actions/action-result.ts';
import { conditionsHold } from '../domain/actions/conditions.ts';
import type { ListedTool, RemoteMcp } from '../domain/actions/remote-mcp.ts';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import { toolContent } from '../domain/actions/tool-content.ts';
import { variablesOf } from '../domain/actions/variables.ts';
import { isJsonObject } from '../lib/json.ts';
import { insertCall } from '../store/actions/calls.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { type CallActionInput, type CalledAction, NOT_AVAILABLE } from './call-action.ts';
import { schemaProblem } from './check-arguments.ts';
import type { Deps } from './deps.ts';
import { loggedCall } from './logged-call.ts';
import { type RemoteDeps, type SentToRemote, sendToRemoteTool } from './send-to-remote-tool.ts';

export type CallRemoteDeps = RemoteDeps & Pick<Deps, 'schemas' | 'ids' | 'baseUrl'>;

export type CallRemoteInput = Omit<CallActionInput, 'action' | 'request' | 'nth'> & {
  readonly action: Action;
  readonly remote: RemoteMcp;
  readonly tool: ListedTool;
};

export type CalledRemote = CalledAction & Pick<SentToRemote, 'isToolUnknown'>;

/**
 * Calls a remote tool that the model has chosen: holds its arguments and the action's conditions against what the server
 * knows, and writes the call down. What goes wrong outside is an outcome for the model and the log.
 */
export async function callRemoteTool(deps: CallRemoteDeps, input: CallRemoteInput): Promise<CalledRemote> {
  const at = deps.clock.now();
  const { result, isUnknown, isToolUnknown } = await attempt(deps, input);
  const call = loggedCall({ ...input, tool: input.tool.name }, result);
  await insertCall(deps.database.named, { ...call, id: deps.ids.uuid(), at });
  return { told: toolContent({ result, filtered: result.body, writes: isUnknown }), isUnknown, isToolUnknown };
}

const refused = (outcome: 'invalid_arguments' | 'not_available', message: string): SentToRemote => ({
  result: notSent(outcome, message),
  isUnknown: false,
  isToolUnknown: false,
});

async function attempt(deps: CallRemoteDeps, input: CallRemoteInput): Promise<SentToRemote> {
  const { agent, action, remote, tool, conversation, arguments: given, timeoutMs, signal } = input;
  const problem = await schemaProblem(deps, tool.inputSchema, given);
  if (problem !== null || !isJsonObject(given)) return refused('invalid_arguments', problem ?? '');
  const state = await findConversation(deps.database.named, conversation);
  if (!state || !conditionsHold(remote.run_only_when, state)) return refused('not_available', NOT_AVAILABLE);
  signal.throwIfAborted();
  return sendToRemoteTool(deps, {
    agentId: agent.id,
    remote,
    secretNames: secretsNamed(action),
    variables: variablesOf(state, { scenarioId: agent.scenarioId, baseUrl: deps.baseUrl() }),
    tool: tool.name,
    input: given,
    timeoutMs,
    signal,
  });
}
