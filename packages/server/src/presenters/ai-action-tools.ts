import type { AiActionTools } from '@parley/protocol/api';
import type { Action } from '../domain/actions/action.ts';
import { type NamedTool, namedRemoteTools } from '../domain/actions/remote-tool-names.ts';
import { utcTime } from './utc-time.ts';

/** The tools of a remote server among those of the agent: its actions that are switched on, and this one. */
export function aiActionTools(action: Action, all: readonly Action[], problem: string | null): AiActionTools {
  const others = all.filter(({ id, isActive }) => isActive || id === action.id);
  const mine = namedRemoteTools(others).filter((named) => named.action.id === action.id);
  return { problem, listed_at: action.remoteTools && utcTime(action.remoteTools.at), tools: mine.map(tool) };
}

const tool = ({ tool: listed, toolName, isActive, collidesWith }: NamedTool): AiActionTools['tools'][number] => ({
  name: listed.name,
  tool_name: toolName,
  title: listed.title,
  description: listed.description,
  // It was JSON when it was kept.
  input_schema: listed.inputSchema as AiActionTools['tools'][number]['input_schema'],
  is_read_only: listed.isReadOnly,
  is_active: isActive,
  warnings: [
    ...(listed.problem === null ? [] : [listed.problem]),
    ...(collidesWith === null ? [] : [`Its name is that of ${collidesWith}: the model knows it as ${toolName}.`]),
  ],
});
