import { AppError, type ConversationEvent } from '@parley/protocol';
import { changedMeanwhile, type Part } from '../domain/conversation/changed-meanwhile.ts';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import { inboxState } from '../presenters/inbox-conversation.ts';
import { CONTRACT_FIELDS } from '../presenters/live-event.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import { readConversationLogs } from '../store/events/read-tail.ts';

const EVENTS_AT_ONCE = 1_000;

export type Asked = {
  /** As it is now, locked. */
  readonly state: Conversation;
  readonly decision: Decision;
  readonly origin: Origin;
};

/**
 * For who says which state they saw (`basedOn`): throws `conflict` (`changed_meanwhile`, with what, by whom and how it is
 * now) when somebody else has changed since what the decision is about to change.
 */
export async function requireUnchanged(query: NamedQuery, { state, decision, origin }: Asked): Promise<void> {
  const { basedOn, actor } = origin;
  if (basedOn === undefined || basedOn === state.seq) return;
  if (basedOn > state.seq) throw new AppError('bad_request', 'Based-On is beyond what has happened so far.');
  const since = await eventsAfter(query, state, basedOn);
  const meanwhile = changedMeanwhile(since, { events: decision.events, by: actor });
  if (!meanwhile) return;
  throw new AppError('conflict', 'Somebody else has changed this meanwhile: nothing was done.', {
    reason: 'changed_meanwhile',
    facts: { changed: meanwhile.parts.map(nameOf), by: meanwhile.by, state: inboxState(state) },
  });
}

/** All of them, however many: their numbers have no gaps. */
async function eventsAfter(
  query: NamedQuery,
  { workspaceId, id: conversationId, seq }: Conversation,
  basedOn: number,
): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  for (let after = basedOn; after < seq; after += EVENTS_AT_ONCE) {
    const page = await readConversationLogs(query, [{ workspaceId, conversationId, after }], EVENTS_AT_ONCE);
    events.push(...page.map(({ event }) => event));
  }
  return events;
}

const nameOf = (part: Part): string =>
  Object.hasOwn(CONTRACT_FIELDS, part) ? Reflect.get(CONTRACT_FIELDS, part) : part;
