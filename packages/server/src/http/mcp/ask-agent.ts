import { AppError } from '@parley/protocol';
import { answerVisitor, type VisitorAnswer } from '../../commands/answer-visitor.ts';
import { mcpToolOf } from '../../domain/agent/mcp-tool.ts';
import { readSettings } from '../../domain/agent/settings.ts';
import type { Agent } from '../../store/agents/find-access.ts';
import { findConversation } from '../../store/conversations/find-conversation.ts';
import type { HttpDeps } from '../deps.ts';

type Asked = {
  readonly agent: Agent;
  readonly text: string;
  /** Null begins a conversation. */
  readonly conversationId: string | null;
  /** Which program asks, as it says itself. */
  readonly clientName: string | null;
  readonly onDelta?: (text: string) => void;
};

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const CLIENT_NAME_MAX = 512;

/**
 * Says something to an agent for another program and gives the answer: a conversation of the channel `mcp`. Throws
 * `forbidden` for an agent that is not offered so, and `bad_request` alike for a conversation of another agent and none.
 */
export async function askAgent(deps: HttpDeps, asked: Asked): Promise<VisitorAnswer> {
  const { agent, text, conversationId, clientName, onDelta } = asked;
  requireOffered(agent);
  const name = clientName?.toWellFormed().replaceAll('\u0000', '').slice(0, CLIENT_NAME_MAX);
  return answerVisitor(deps, {
    agent,
    conversation: await continued(deps, agent, conversationId),
    source: 'mcp',
    start: { entry: null },
    text,
    clientMetadata: name ? { mcp_client_name: name } : null,
    visitor: {},
    topic: null,
    // What was asked is answered, as on `/chat`: who went away finds the reply in the conversation.
    signal: deps.draining,
    ...(onDelta ? { onDelta } : {}),
  });
}

/** Throws `forbidden` unless other agents may ask this one. */
export function requireOffered({ settings }: Pick<Agent, 'settings'>): void {
  if (mcpToolOf(readSettings(settings)).active) return;
  throw new AppError('forbidden', 'This agent is not offered over MCP. Its settings have the switch.', {
    reason: 'mcp_inactive',
  });
}

async function continued({ database }: HttpDeps, { id, workspaceId }: Agent, conversationId: string | null) {
  if (conversationId === null) return null;
  const found = UUID.test(conversationId)
    ? await findConversation(database.named, { workspaceId, id: conversationId })
    : null;
  if (found?.agentId === id) return found;
  throw new AppError('bad_request', `Conversation conv_id ${conversationId} is not valid.`);
}
