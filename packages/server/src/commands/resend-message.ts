import { AppError } from '@parley/protocol';
import { resendParts } from '../domain/channels/resend-parts.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { type FoundMessage, findMessage } from '../store/messages/find-message.ts';
import type { Tx } from '../store/schema.ts';
import type { ByPerson, ChangeByPersonDeps } from './change-by-person.ts';
import { changeParts } from './change-parts.ts';

export type ResendMessageInput = ByPerson & {
  readonly messageId: string;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, message: FoundMessage) => Promise<void>;
};

/**
 * Puts what did not arrive of a message up for sending again, and nothing that did. Gives the message as it is on its way;
 * what came of it is told by events. Throws `not_found`, and `conflict` where there is nothing to send again or a person has
 * the conversation that the agent spoke in.
 */
export async function resendMessage(
  deps: ChangeByPersonDeps,
  { workspaceId, conversationId, messageId, origin, alongside }: ResendMessageInput,
): Promise<FoundMessage> {
  const found = await findMessage(deps.database.named, { workspaceId, id: conversationId }, messageId);
  if (!found) throw noSuchMessage();
  const message = { ...found, delivery: { status: 'waiting', reason: null, detail: null } as const };
  const key = { workspaceId, conversationId, ord: found.ord };
  const changed = await changeParts(deps, key, {
    decide: (parts, at, { driver }) => resendParts(parts, driver, at),
    async alongside(tx, parts) {
      const entry = { id: deps.ids.uuid(), at: deps.clock.now(), origin, action: 'conversation.resend' };
      const target = { type: 'conversation', id: conversationId };
      await insertAudit(tx, { ...entry, target, details: { message_id: messageId, parts: parts.length } });
      await alongside?.(tx, message);
    },
  });
  if (changed.length === 0) throw noSuchMessage();
  return message;
}

const noSuchMessage = () => new AppError('not_found', 'There is no such message.');
