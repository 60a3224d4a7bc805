import type { ConversationEvent } from '@parley/protocol';
import type { Conversation, Decision } from '../domain/conversation/conversation.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { requireMember } from '../store/workspaces/require-member.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

/** Which conversation, and who asks. */
export type ByPerson = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly origin: Origin;
};

export type ChangeByPersonDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals'>;

type PersonChange<D extends Decision> = {
  /** Noun and verb, for the audit log. */
  readonly action: string;
  readonly decide: (state: Conversation, at: Date) => D | null;
  readonly alongside?: ((tx: Tx, decision: D) => Promise<void>) | undefined;
};

/**
 * Changes a conversation for somebody of the team, with its entry in the audit log in the same transaction. Gives the
 * state that holds then, and the decision, or null when there was nothing to do. Throws `not_found`, and
 * `validation_failed` for an owner who is no member.
 */
export async function changeByPerson<D extends Decision>(
  deps: ChangeByPersonDeps,
  { workspaceId, conversationId, origin }: ByPerson,
  { action, decide, alongside }: PersonChange<D>,
): Promise<{ conversation: Conversation; decision: D | null }> {
  let seen: Conversation | undefined;
  const decision = await changeConversation(deps, { workspaceId, id: conversationId }, null, {
    origin,
    decide(state, at) {
      seen = state;
      return decide(state, at);
    },
    async alongside(tx: Tx, decided: D) {
      const owner = decided.next.assignedTo;
      if (owner !== null && owner !== seen?.assignedTo) await requireMember(tx, workspaceId, owner);
      const target = { type: 'conversation', id: conversationId };
      const entry = { id: deps.ids.uuid(), at: deps.clock.now(), origin, action, target };
      await insertAudit(tx, { ...entry, details: auditDetails(decided.events) });
      await alongside?.(tx, decided);
    },
  });
  const conversation = decision?.next ?? seen;
  if (!conversation) throw new Error('a change sees the state that it is decided on');
  return { conversation, decision };
}

/** Which fields changed, and from what to what where that is a word or an id of ours: never what visitors gave. */
function auditDetails(events: readonly ConversationEvent[]): JsonObject {
  const updated = events.find((event) => event.type === 'conversation.updated')?.data ?? {};
  const { by: _known, ...changes } = updated;
  const told = ['driver', 'progress', 'priority', 'assignedTo'];
  const entries = Object.entries(changes).filter(([field]) => told.includes(field));
  return { changed: Object.keys(changes), ...Object.fromEntries(entries) };
}
