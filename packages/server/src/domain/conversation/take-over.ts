import type { Actor } from '@parley/protocol';
import { type Draft, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';
import { moveByPerson } from './move-by-person.ts';

/** Takes a conversation over, whoever has it and however far it has come; null when it is the caller's already. */
export function takeOver(state: Conversation, by: Actor, at: Date): Decision | null {
  const draft = draftOf(state);
  moveByPerson(draft, 'take_over', at, by);
  return decisionOf(draft);
}

/** Reopens what has ended, with the caller as its owner; null when it is open. */
export function reopenWithMe(state: Conversation, by: Actor, at: Date): Decision | null {
  const draft = draftOf(state);
  moveByPerson(draft, 'reopen_with_me', at, by);
  return decisionOf(draft);
}

/** Asks people to join; null when they have been asked, or are there. */
export function requestPerson(state: Conversation, by: Actor, at: Date): Decision | null {
  const draft = draftOf(state);
  moveByPerson(draft, 'request_person', at, by);
  return decisionOf(draft);
}

const decisionOf = (draft: Draft): Decision | null => (draft.events.length === 0 ? null : decide(draft));
