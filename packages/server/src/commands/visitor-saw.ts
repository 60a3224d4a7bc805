import type { Conversation } from '../domain/conversation/conversation.ts';
import { settleAwayMail } from '../store/mail/away-mails.ts';
import type { Deps } from './deps.ts';

/** The visitor has seen all that was said until now: none of it needs to be mailed. */
export async function visitorSaw({ database }: Pick<Deps, 'database'>, conversation: Conversation): Promise<void> {
  await settleAwayMail(database.named, conversation, conversation.messageCount);
}
