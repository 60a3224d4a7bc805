import { AppError } from '@parley/protocol';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { divideForDraft, draftAnswersAfter } from '../domain/turn/divide-for-draft.ts';
import { findTurnAgent } from '../store/agents/find-turn-agent.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import type { Deps } from './deps.ts';
import { keepUsage } from './keep-usage.ts';
import { readPastMessages } from './read-past-messages.ts';
import { type WriteDeps, writeReply } from './write-reply.ts';

export type DraftReplyInput = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly signal: AbortSignal;
};

/** What the agent would say; null where nothing supports an answer. */
export type DraftedReply = {
  readonly seq: number;
  readonly kind: 'answer' | 'smalltalk' | 'unknown';
  readonly text: string | null;
  readonly sources: readonly object[];
};

type DraftDeps = WriteDeps & Pick<Deps, 'database' | 'model' | 'economyModel' | 'budgets'>;

/**
 * Has the agent write a reply for a person to send. Nothing is said and nothing in the conversation changes; what it took
 * is kept as that of a draft. Throws `not_found`, `conflict` (the agent answers by itself, or nothing was asked) and
 * `unavailable` (the model fails).
 */
export async function draftReply(deps: DraftDeps, input: DraftReplyInput): Promise<DraftedReply> {
  const begunMs = deps.clock.monotonicMs();
  const { workspaceId, conversationId, signal } = input;
  const { named } = deps.database;
  const state = await findConversation(named, { workspaceId, id: conversationId });
  const found = state && (await findTurnAgent(named, state, state.lastVisitorOrd));
  if (!state || !found) throw new AppError('not_found', 'There is no such conversation.');
  requireDraftable(state);
  const window = { after: draftAnswersAfter(state), upTo: state.lastVisitorOrd };
  const messages = divideForDraft(state, await readPastMessages(deps, state, window));
  const { agent, topic } = found;
  const { reply, checked, usage } = await writeReply(deps, {
    agent,
    conversation: state,
    // Nobody is offered: it is a person who will say it.
    settings: { ...agent.settings, peopleEnabled: false },
    messages,
    topic,
    turnId: deps.ids.uuid(),
    model: deps.budgets.isUsedUp(agent) ? deps.economyModel : deps.model,
    signal,
    begunMs,
  });
  await keepUsage(deps, state, usage, 'draft');
  const { kind } = checked;
  if (kind === 'unknown' || kind === 'handoff') return { seq: state.seq, kind: 'unknown', text: null, sources: [] };
  return { seq: state.seq, kind, text: reply.text, sources: reply.sources };
}

function requireDraftable({ driver, progress, lastVisitorOrd }: Conversation): void {
  if (driver === 'ai' && progress === 'open') {
    throw new AppError('conflict', 'The agent answers this conversation by itself: take it over first.', {
      reason: 'agent_drives',
    });
  }
  if (lastVisitorOrd === 0) throw new AppError('conflict', 'The visitor has asked nothing yet.');
}
