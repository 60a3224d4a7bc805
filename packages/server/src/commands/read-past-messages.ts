import type { PastMessage } from '../domain/turn/build-context.ts';
import type { ConversationKey } from '../store/conversations/find-conversation.ts';
import { findHistory } from '../store/messages/find-history.ts';
import type { Deps } from './deps.ts';

/** Older messages than these do not reach the model: a turn's cost must not grow with the conversation. */
const HISTORY_MAX = 60;

/** Reads what a reply to the visitor messages `after` and up to a number may rest on, oldest first. */
export async function readPastMessages(
  { database }: Pick<Deps, 'database'>,
  key: ConversationKey,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<PastMessage[]> {
  const rows = await findHistory(database.named, key, { after, upTo, limit: HISTORY_MAX });
  return rows.map((row) => ({
    ord: row.ord,
    author: row.author,
    content: row.content,
    ...(row.attachments.length > 0 ? { attachments: row.attachments.map(({ name }) => String(name)) } : {}),
    isWelcome: row.is_welcome,
    handoffState: row.handoff_state,
    kind: row.kind,
  }));
}
