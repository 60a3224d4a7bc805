import { AppError } from '@parley/protocol';
import { confirmationOf, isConfirmed } from '../domain/visitor/erasure.ts';
import type { Tx } from '../store/schema.ts';
import { lockConversationsOfVisitor } from '../store/visitors/erase-conversations.ts';
import type { ByPerson } from './change-by-person.ts';
import { type EraseDeps, type Erased, eraseForGood } from './erase-for-good.ts';

export type EraseVisitorOfInput = ByPerson & {
  /** What the person has typed to say that they mean it. */
  readonly confirmation: string;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, erased: Erased) => Promise<void>;
};

/**
 * Erases the visitor of a conversation: it, the others of the same visitor, and those of the workspace with the same
 * e-mail address. Throws `not_found`, and `validation_failed` when what was typed does not name the visitor.
 */
export async function eraseVisitorOf(
  deps: EraseDeps,
  { workspaceId, conversationId, origin, confirmation, alongside }: EraseVisitorOfInput,
): Promise<Erased> {
  return eraseForGood(deps, {
    origin,
    alongside,
    target: { type: 'conversation', id: conversationId },
    async lock(tx) {
      const conversations = await lockConversationsOfVisitor(tx, { workspaceId, id: conversationId });
      const named = conversations.find(({ id }) => id === conversationId);
      if (!named) throw new AppError('not_found', 'There is no such conversation.');
      if (!isConfirmed(named, confirmation)) throw notConfirmed(confirmationOf(named));
      const { agentId, visitorId } = named;
      return { conversations, visitor: visitorId === null ? null : { agentId, visitorId } };
    },
  });
}

function notConfirmed(expected: string): AppError {
  const message = `must be "${expected}", as the visitor is known by it`;
  const fields = [{ path: 'confirmation', message }];
  return new AppError('validation_failed', `confirmation ${message}.`, { fields });
}
