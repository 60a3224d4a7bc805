import type { Actor } from '@parley/protocol';
import { appendMessage, decide, draftOf } from './append.ts';
import type { Conversation, Decision, NewMessage } from './conversation.ts';
import { moveByPerson, personOf } from './move-by-person.ts';

/** What a person says, and from where: `api` waits to be let in, `inbox` takes over or reopens by itself. */
export type PersonReply = Pick<NewMessage, 'id' | 'content' | 'attachments'> &
  Partial<Pick<NewMessage, 'clientMetadata'>> & { readonly mode: 'api' | 'inbox' };

/**
 * Appends a person's reply: takes the conversation over first where it must, reads it, and answers what the visitor
 * wrote so far. Throws `bad_request` where a reply by API is not possible, saying what is, and `conflict` where the
 * channel has no place for people.
 */
export function replyAsPerson(state: Conversation, { mode, ...message }: PersonReply, by: Actor, at: Date): Decision {
  const draft = draftOf(state);
  moveByPerson(draft, mode === 'api' ? 'reply_by_api' : 'reply_in_inbox', at, by);
  const ord = appendMessage(draft, { ...message, author: 'human_operator', authorId: personOf(by) }, at, { by });
  draft.state = { ...draft.state, unread: false, answeredOrd: ord, silentSince: at };
  return decide(draft);
}
