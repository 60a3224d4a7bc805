import { AppError } from '@parley/protocol';
import type { Decision } from '../domain/conversation/conversation.ts';
import { claimReplyFiles, findReplyFiles } from '../store/files/reply-files.ts';
import type { Tx } from '../store/schema.ts';
import type { ByPerson, ChangeByPersonDeps } from './change-by-person.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';
import { replyAsPerson } from './reply-as-person.ts';

export type ReplyInInboxInput = ByPerson & {
  readonly text: string;
  /** Ids of files that the person has uploaded for this conversation. */
  readonly files: readonly string[];
  /** Written in the same transaction as the reply. */
  readonly alongside?: (tx: Tx, decision: Decision) => Promise<void>;
};

/**
 * Says a person's words to the visitor, with files, and takes the conversation over or reopens it where it must. Gives
 * what was decided. Throws `not_found`, `bad_request` (`unknown_file`), and `conflict` (no place for people in this
 * channel; somebody else has changed what the person saw).
 */
export async function replyInInbox(
  deps: ChangeByPersonDeps & Pick<Deps, 'links' | 'baseUrl'>,
  { files, text, alongside, ...input }: ReplyInInboxInput,
): Promise<Decision> {
  const { actor } = input.origin;
  if (actor.type !== 'operator') throw new AppError('forbidden', 'Only people reply here.');
  const { workspaceId, conversationId } = input;
  const key = { workspaceId, conversationId, userId: actor.id };
  const wanted = { ...key, ids: files, addressOf: (id: string) => fileAddress(deps, id) };
  const attachments = await findReplyFiles(deps.database.db, wanted);
  let replied: Decision | undefined;
  await replyAsPerson(deps, {
    ...input,
    text,
    attachments,
    mode: 'inbox',
    async alongside(tx, decision) {
      const ids = attachments.map(({ id }) => id);
      await claimReplyFiles(tx, key, ids);
      await alongside?.(tx, decision);
      replied = decision;
    },
  });
  if (!replied) throw new Error('a reply is always decided on');
  return replied;
}
