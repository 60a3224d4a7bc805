import type { Action } from './action.ts';
import { isSwitchedOn, type ListedTool } from './remote-mcp.ts';
import { isBuiltIn, plainToolName } from './tool-name.ts';

const NAME_MAX = 64;

/** A tool of a remote server among the tools of the agent. */
export type NamedTool = {
  readonly action: Action;
  readonly tool: ListedTool;
  /** What the model calls it: unique in the agent. */
  readonly toolName: string;
  readonly isActive: boolean;
  /** Another tool of the agent, whose name it would have. */
  readonly collidesWith: string | null;
};

/**
 * The tools of the remote servers among these actions, with names for the model. A tool whose name another one has already
 * gets that of its action in front; tools that are switched off take no name from others.
 */
export function namedRemoteTools(actions: readonly Action[]): NamedTool[] {
  const taken = new Map<string, string>();
  for (const { definition, toolName, number } of actions)
    if (definition.type === 'http_request') taken.set(toolName.toLowerCase(), `the action ${number}`);
  return actions.flatMap((action) => {
    const { definition, remoteTools } = action;
    if (definition.type !== 'remote_mcp') return [];
    return (remoteTools?.tools ?? []).map((tool, index) => {
      const plain = plainToolName(tool.name) ?? `tool_${index + 1}`;
      const collidesWith = isBuiltIn(plain) ? 'a tool that every agent has' : (taken.get(plain.toLowerCase()) ?? null);
      const toolName = free(collidesWith === null ? plain : `${action.toolName}_${plain}`.slice(0, NAME_MAX), taken);
      const isActive = tool.problem === null && isSwitchedOn(definition.remote_mcp.tools, tool.name);
      if (isActive) taken.set(toolName.toLowerCase(), `a tool of the action ${action.number}`);
      return { action, tool, toolName, isActive, collidesWith };
    });
  });
}

/** With a number at its end where even that name is taken. */
function free(name: string, taken: ReadonlyMap<string, string>): string {
  const isTaken = (each: string) => isBuiltIn(each) || taken.has(each.toLowerCase());
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const next = `${name.slice(0, NAME_MAX - 5)}_${number}`;
    if (!isTaken(next)) return next;
  }
}
