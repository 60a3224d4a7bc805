import type { ConversationKey } from '../store/conversations/find-conversation.ts';
import { forgetAwayMail } from '../store/mail/away-mails.ts';
import type { Deps } from './deps.ts';

/** The visitor has seen all that was said until now: none of it needs to be mailed. */
export async function visitorSaw({ database }: Pick<Deps, 'database'>, key: ConversationKey): Promise<void> {
  await forgetAwayMail(database.named, key);
}
