import { AppError } from '@parley/protocol';
import type { AgentSettings } from '../domain/agent/settings.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { type AnswerVisitorInput, answerVisitor, type VisitorAnswer } from './answer-visitor.ts';
import type { Deps } from './deps.ts';

type Passed = 'text' | 'topic' | 'onStored' | 'onDelta' | 'onThinking' | 'signal';

export type PreviewAgentInput = Pick<AnswerVisitorInput, Passed> & {
  readonly agent: Agent;
  /** Null begins a new trial. */
  readonly conversationId: string | null;
  /** Not saved: they hold for this turn. */
  readonly settings: Partial<AgentSettings>;
};

/**
 * Has the real agent answer somebody of the team in a conversation of its own kind, which is in no list and no count. An
 * agent that does not work yet, or not any more, can be tried too. Throws `not_found` for a conversation that is no trial
 * of this agent, and `unavailable` when the model fails.
 */
export async function previewAgent(deps: Deps, input: PreviewAgentInput): Promise<VisitorAnswer> {
  const { agent, conversationId, settings, ...rest } = input;
  const conversation = conversationId === null ? null : await trialOf(deps, agent, conversationId);
  const tried: Agent = { ...agent, state: 'active', settings: { ...agent.settings, ...(settings as JsonObject) } };
  return answerVisitor(deps, {
    ...rest,
    agent: tried,
    conversation,
    source: 'preview',
    clientMetadata: null,
    visitor: {},
  });
}

async function trialOf(deps: Pick<Deps, 'database'>, agent: Agent, id: string) {
  const found = await findConversation(deps.database.named, { workspaceId: agent.workspaceId, id });
  if (found?.agentId === agent.id && found.source === 'preview') return found;
  throw new AppError('not_found', 'There is no such trial of this agent.');
}
