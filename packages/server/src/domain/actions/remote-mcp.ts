import type { JsonObject } from '../../lib/json.ts';
import type { Condition, NamedTemplate } from './http-request.ts';

/** Which tools of a server the agent may call, by the names that the server gives them. */
export type ToolSwitches = {
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
  /** Of the tools that neither names. */
  readonly default_tool_active: boolean;
};

/** The definition of an action that calls tools of a remote MCP server, as it is stored and told. */
export type RemoteMcp = {
  readonly url: string;
  /** The token, as a template; null where `headers` sign in, or nothing does. */
  readonly bearer: string | null;
  readonly headers: readonly NamedTemplate[];
  readonly tools: ToolSwitches;
  readonly run_only_when: readonly Condition[];
  readonly thinking_message: string | null;
};

/** A tool as its server told it when it was last asked, cut to what we take. Words of others. */
export type ListedTool = {
  readonly name: string;
  readonly title: string | null;
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** What the server says of itself; nothing rests on it. */
  readonly isReadOnly: boolean;
  /** Why it cannot be called, in a sentence; null if it can. */
  readonly problem: string | null;
};

/** The tools of a server, as they were when somebody last asked for them. */
export type ToolListing = { readonly at: Date; readonly tools: readonly ListedTool[] };

/** Every text in which placeholders may stand, with the field that it is. */
export function templatesOfRemote({ bearer, headers }: Pick<RemoteMcp, 'bearer' | 'headers'>) {
  return [
    ...(bearer === null ? [] : [{ path: 'bearer', text: bearer }]),
    ...headers.map(({ value }, index) => ({ path: `headers.${index}.value`, text: value })),
  ];
}

/** Whether a tool is switched on: those switched on go before those switched off, and both before the rest. */
export function isSwitchedOn({ enabled, disabled, default_tool_active: otherwise }: ToolSwitches, name: string) {
  if (enabled.includes(name)) return true;
  return disabled.includes(name) ? false : otherwise;
}
