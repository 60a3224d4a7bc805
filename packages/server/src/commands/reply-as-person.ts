import type { Attachment } from '@parley/protocol/api';
import type { Conversation, Decision, NewMessage } from '../domain/conversation/conversation.ts';
import { type PersonReply, replyAsPerson as reply } from '../domain/conversation/reply-as-person.ts';
import type { Tx } from '../store/schema.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';

export type ReplyAsPersonInput = ByPerson & {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly clientMetadata?: PersonReply['clientMetadata'];
  /** `api` replies where people are expected; `inbox` takes over or reopens by itself. */
  readonly mode: PersonReply['mode'];
  /** Written in the same transaction as the reply. */
  readonly alongside?: (tx: Tx, decision: Decision) => Promise<void>;
};

/**
 * Says a person's words to the visitor. Throws `not_found`, `bad_request` (by API, where nobody waits for people; says
 * the way out) and `conflict` (no place for people in this channel).
 */
export async function replyAsPerson(
  deps: ChangeByPersonDeps,
  { text, attachments, clientMetadata = null, mode, alongside, ...input }: ReplyAsPersonInput,
): Promise<{ conversation: Conversation; message: NewMessage }> {
  const said = { id: deps.ids.uuid(), content: text, attachments, clientMetadata, mode };
  const { conversation, decision } = await changeByPerson(deps, input, {
    action: 'conversation.reply',
    decide: (state, at) => reply(state, said, input.origin.actor, at),
    alongside,
  });
  const message = decision?.messages[0];
  if (!message) throw new Error('a reply is always appended');
  return { conversation, message };
}
