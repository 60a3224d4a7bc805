import type { Action } from '../domain/actions/action.ts';
import { inputSchemaOf } from '../domain/actions/parameters.ts';
import type { ToolOutcome, TurnTool } from '../domain/turn/turn-tool.ts';
import { findActiveActions } from '../store/actions/actions.ts';
import { type CallActionDeps, type CallActionInput, callAction } from './call-action.ts';
import { sameCall } from './key-of-call.ts';

/** So many calls of actions in one turn: a model that goes in circles shall not hammer the company's systems. */
const CALLS_MAX = 10;

/** The actions of an agent that are switched on, as tools of a turn. One query. */
export async function actionTools(
  deps: CallActionDeps,
  place: Pick<CallActionInput, 'agent' | 'conversation' | 'turn'>,
): Promise<readonly TurnTool[]> {
  const actions = await findActiveActions(deps.database.named, place.agent.id);
  const before: string[] = [];
  const unknown = new Set<string>();
  return actions.map((action) => ({
    ...told(action),
    async execute(input, signal) {
      const call = sameCall(action.id, input);
      if (unknown.has(call)) return refused('What the same call did before is not known: it is not made again.');
      if (before.length >= CALLS_MAX) return refused(`No more than ${CALLS_MAX} calls are made in one turn.`);
      const nth = before.filter((other) => other === call).length;
      before.push(call);
      const called = await callAction(deps, { ...place, action, arguments: input, nth, signal });
      if (called.isUnknown) unknown.add(call);
      return called.told;
    },
  }));
}

const refused = (error: string): ToolOutcome => ({ failed: true, content: { error } });

const told = ({ toolName, description, definition }: Action) => ({
  name: toolName,
  description,
  inputSchema: inputSchemaOf(definition.http_request.parameters),
  thinking: definition.http_request.thinking_message,
});
