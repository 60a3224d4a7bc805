import type { AgentSettings } from './settings.ts';

/** An agent as a tool of other agents. */
export type McpTool = {
  /** Whether it is one now. */
  readonly active: boolean;
  readonly name: string;
  /** What the tool is called by. */
  readonly command: string;
  readonly description: string;
};

/** The agent as a tool: where nothing was set, it is named and described from its own settings. */
export function mcpToolOf(settings: AgentSettings): McpTool {
  const { name, mcpActive, mcpName, mcpCommand, mcpDescription } = settings;
  const usual = `Sends a message to ${name}, an AI agent that answers from the knowledge of its company, and gives its reply.`;
  return { active: mcpActive, name: mcpName || name, command: mcpCommand, description: mcpDescription || usual };
}
