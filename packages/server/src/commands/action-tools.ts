import type { Action } from '../domain/actions/action.ts';
import type { HttpRequest } from '../domain/actions/http-request.ts';
import { toldSchema } from '../domain/actions/listed-tools.ts';
import { inputSchemaOf } from '../domain/actions/parameters.ts';
import type { RemoteMcp } from '../domain/actions/remote-mcp.ts';
import { type NamedTool, namedRemoteTools } from '../domain/actions/remote-tool-names.ts';
import type { TurnTool } from '../domain/turn/turn-tool.ts';
import { findActiveActions } from '../store/actions/actions.ts';
import { type CallActionDeps, type CallActionInput, callAction } from './call-action.ts';
import { type CallLimits, callLimits } from './call-limits.ts';
import { type CallRemoteDeps, callRemoteTool } from './call-remote-tool.ts';
import { refreshAfterCall } from './refresh-after-call.ts';

export type ActionToolsDeps = CallActionDeps & CallRemoteDeps;

type Place = Pick<CallActionInput, 'agent' | 'conversation' | 'turn'>;

/** The actions of an agent that are switched on, as tools of a turn. One query. */
export async function actionTools(deps: ActionToolsDeps, place: Place): Promise<readonly TurnTool[]> {
  const actions = await findActiveActions(deps.database.named, place.agent.id);
  const limits = callLimits(deps.clock);
  const refresh = refreshAfterCall(deps, place);
  const remote = namedRemoteTools(actions).filter(({ isActive }) => isActive);
  return actions.flatMap((action) => {
    const { definition } = action;
    if (definition.type === 'http_request') return [httpTool(deps, place, limits, action, definition.http_request)];
    return remote
      .filter((named) => named.action === action)
      .map((named) => remoteTool({ deps, place, limits, refresh }, named, definition.remote_mcp));
  });
}

function httpTool(
  deps: ActionToolsDeps,
  place: Place,
  limits: CallLimits,
  action: Action,
  request: HttpRequest,
): TurnTool {
  return {
    name: action.toolName,
    description: action.description,
    inputSchema: inputSchemaOf(request.parameters),
    thinking: request.thinking_message,
    execute: (input, signal) =>
      limits.run({ id: action.id, input, mayChange: request.method !== 'GET' }, ({ nth, timeoutMs }) =>
        callAction(deps, { ...place, action, request, arguments: input, nth, timeoutMs, signal }),
      ),
  };
}

type Around = {
  readonly deps: ActionToolsDeps;
  readonly place: Place;
  readonly limits: CallLimits;
  readonly refresh: ReturnType<typeof refreshAfterCall>;
};

function remoteTool({ deps, place, limits, refresh }: Around, named: NamedTool, remote: RemoteMcp): TurnTool {
  const { action, tool, toolName } = named;
  return {
    name: toolName,
    // Words of somebody else, that may well be addressed to the model. They stand here and nowhere else: never in the prompt.
    description: tool.description,
    inputSchema: toldSchema(tool.inputSchema),
    thinking: remote.thinking_message,
    // What the server says of its tools, that one only reads, is no reason to call it twice.
    execute: (input, signal) =>
      limits.run({ id: `${action.id} ${tool.name}`, input, mayChange: true }, async ({ timeoutMs, leftMs }) => {
        const called = await callRemoteTool(deps, {
          ...place,
          action,
          remote,
          tool,
          arguments: input,
          timeoutMs,
          signal,
        });
        if (called.isToolUnknown) await refresh(action, remote, { signal, timeoutMs: leftMs() });
        return called;
      }),
  };
}
