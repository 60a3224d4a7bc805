import type { Conversation } from '../domain/conversation/conversation.ts';
import { offsetTime } from '../presenters/offset-time.ts';
import { settleAwayMail } from '../store/mail/away-mails.ts';
import { saveSeen } from '../store/visitors/visitor-seen.ts';
import type { Deps } from './deps.ts';
import { tellSignal } from './tell-signal.ts';

/** The visitor has seen all that was said until now: none of it needs to be mailed, and the team is told. */
export async function visitorSaw(
  deps: Pick<Deps, 'database' | 'clock' | 'bus'>,
  conversation: Conversation,
): Promise<void> {
  const { workspaceId, id, messageCount: ord } = conversation;
  await settleAwayMail(deps.database.named, conversation, ord);
  const at = deps.clock.now();
  if (!(await saveSeen(deps.database.named, conversation, { ord, at }))) return;
  tellSignal(deps, workspaceId, { type: 'seen', conversation_id: id, ord, at: offsetTime(at) });
}
