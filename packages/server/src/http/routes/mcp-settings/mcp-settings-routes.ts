import {
  getMcpSettingsEndpoint,
  type McpSettings,
  mcpChatEndpoint,
  type SourceItem,
  updateMcpSettingsEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateAgentSettings } from '../../../commands/update-agent-settings.ts';
import { mcpToolOf } from '../../../domain/agent/mcp-tool.ts';
import { type AgentSettings, readSettings } from '../../../domain/agent/settings.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { askAgent } from '../../mcp/ask-agent.ts';

/** What the agent is as a tool of other agents, and the way to it for wrappers that speak MCP elsewhere. */
export function mcpSettingsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getMcpSettingsEndpoint, async ({ access }) => shown(readSettings(access.agent.settings)));
  agentRoute(app, deps, updateMcpSettingsEndpoint, async ({ access, body, origin, requireUnchanged }) => {
    const { active, name, command, description } = body;
    const given = { mcpActive: active, mcpName: name, mcpCommand: command, mcpDescription: description };
    const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const check = (now: AgentSettings) => requireUnchanged(shown(now));
    return shown(await updateAgentSettings(deps, { agentId: access.agent.id, settings, origin, check }));
  });
  agentRoute(app, deps, mcpChatEndpoint, async ({ access, body }) => {
    const { text, conv_id, mcp_client_name } = body;
    const asked = { agent: access.agent, text, conversationId: conv_id ?? null, clientName: mcp_client_name ?? null };
    const answer = await askAgent(deps, asked);
    return {
      conv_id: answer.conversationId,
      reply: answer.text,
      ord_number: answer.ord,
      // In the contract's own shape.
      sources: answer.sources as SourceItem[],
    };
  });
}

const shown = (settings: AgentSettings): McpSettings => mcpToolOf(settings);
