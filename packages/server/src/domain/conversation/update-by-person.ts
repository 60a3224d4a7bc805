import type { Actor, ConversationStatus, Priority } from '@parley/protocol';
import { decide, draftOf } from './append.ts';
import { changeState, type StateChange } from './change-state.ts';
import type { Conversation, Decision, Visitor } from './conversation.ts';
import { settingCommand } from './lifecycle.ts';
import { changeOf } from './move-by-person.ts';

/** What a PATCH may name; what it does not name stays as it is. */
export type ConversationPatch = {
  readonly status?: ConversationStatus | undefined;
  readonly priority?: Priority | undefined;
  readonly title?: string | null | undefined;
  readonly contactEmail?: string | null | undefined;
  readonly contactName?: string | null | undefined;
  readonly contactPhone?: string | null | undefined;
  readonly contactLabel?: string | null | undefined;
  /** A user id. */
  readonly assignedTo?: string | null | undefined;
};

/**
 * Changes what a PATCH names, all or nothing and as one event; null when all of it holds already. Throws `bad_request`
 * for a status that cannot be set, saying which can.
 */
export function updateByPerson(state: Conversation, patch: ConversationPatch, by: Actor, at: Date): Decision | null {
  const draft = draftOf(state);
  const { status, priority, title, assignedTo } = patch;
  const move: StateChange = status === undefined ? {} : changeOf(draft, settingCommand(state, status), by);
  changeState(
    draft,
    {
      ...move,
      ...(priority === undefined ? {} : { priority }),
      ...(title === undefined ? {} : { title }),
      ...(assignedTo === undefined ? {} : { assignedTo }),
      visitor: visitorOf(patch),
    },
    at,
    by,
  );
  return draft.events.length === 0 ? null : decide(draft);
}

function visitorOf({ contactName, contactEmail, contactPhone, contactLabel }: ConversationPatch): Partial<Visitor> {
  return {
    ...(contactName === undefined ? {} : { name: contactName }),
    ...(contactEmail === undefined ? {} : { email: contactEmail }),
    ...(contactPhone === undefined ? {} : { phone: contactPhone }),
    ...(contactLabel === undefined ? {} : { label: contactLabel }),
  };
}
