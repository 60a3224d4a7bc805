import type { Conversation } from '../domain/conversation/conversation.ts';
import { flagMail } from '../presenters/flag-mail.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { findMemberMails } from '../store/people/find-member-mails.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

/** Mails those of `recipients` who are members that a conversation was flagged, in the transaction that flags it. */
export async function tellOfFlag(
  { clock, ids, baseUrl }: Pick<Deps, 'clock' | 'ids' | 'baseUrl'>,
  tx: Tx,
  { workspaceId, id, title, visitor, analysis }: Conversation,
  recipients: readonly string[],
): Promise<void> {
  const url = `${baseUrl()}/inbox/${workspaceId}/conversations/${id}`;
  const mail = flagMail({
    code: analysis?.flag_code ?? null,
    reason: analysis?.flag_reason ?? '',
    visitor: visitor.name ?? visitor.email,
    title,
    url,
  });
  for (const to of await findMemberMails(tx, workspaceId, recipients)) {
    await insertMail(tx, { id: ids.uuid(), workspaceId, conversationId: id, kind: 'flag', to, ...mail }, clock.now());
  }
}
