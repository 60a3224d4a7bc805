import type { Action } from '../domain/actions/action.ts';
import { inputSchemaOf } from '../domain/actions/parameters.ts';
import type { ToolOutcome, TurnTool } from '../domain/turn/turn-tool.ts';
import { findActiveActions } from '../store/actions/actions.ts';
import { type CallActionDeps, type CallActionInput, callAction } from './call-action.ts';
import { sameCall } from './key-of-call.ts';
import { ACTION_TIMEOUT_MS } from './send-http-action.ts';

/** So many calls of actions in one turn: a model that goes in circles shall not hammer the company's systems. */
const CALLS_MAX = 10;
/** So long may they take together: slow services shall leave the model the time to say what it could not do. */
const CALLS_MS = 20_000;
/** With less than this left nothing is begun. */
const CALL_MIN_MS = 1_000;

/** The actions of an agent that are switched on, as tools of a turn. One query. */
export async function actionTools(
  deps: CallActionDeps,
  place: Pick<CallActionInput, 'agent' | 'conversation' | 'turn'>,
): Promise<readonly TurnTool[]> {
  const actions = await findActiveActions(deps.database.named, place.agent.id);
  const before: string[] = [];
  // What may have changed something and has not told what: it stays here where the call is cut off, too.
  const unknown = new Set<string>();
  let leftMs = CALLS_MS;
  return actions.map((action) => ({
    ...told(action),
    async execute(input, signal) {
      const call = sameCall(action.id, input);
      if (unknown.has(call)) return refused('What the same call did before is not known: it is not made again.');
      if (before.length >= CALLS_MAX) return refused(`No more than ${CALLS_MAX} calls are made in one turn.`);
      if (leftMs < CALL_MIN_MS) return refused('The calls of this turn have taken too long: no more are made.');
      const nth = before.filter((other) => other === call).length;
      before.push(call);
      if (mayChange(action)) unknown.add(call);
      const begunMs = deps.clock.monotonicMs();
      const timeoutMs = Math.min(leftMs, ACTION_TIMEOUT_MS);
      const called = await callAction(deps, { ...place, action, arguments: input, nth, timeoutMs, signal });
      leftMs -= deps.clock.monotonicMs() - begunMs;
      if (!called.isUnknown) unknown.delete(call);
      return called.told;
    },
  }));
}

const mayChange = ({ definition }: Action): boolean => definition.http_request.method !== 'GET';

const refused = (error: string): ToolOutcome => ({ failed: true, content: { error } });

const told = ({ toolName, description, definition }: Action) => ({
  name: toolName,
  description,
  inputSchema: inputSchemaOf(definition.http_request.parameters),
  thinking: definition.http_request.thinking_message,
});
