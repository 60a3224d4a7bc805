import { AppError } from '@parley/protocol';
import type { Db, Tx } from '../schema.ts';
import type { StoredAttachment, StoredFile } from './files.ts';

/** A file that waits for a person's reply: who uploaded it, and for which conversation. */
export type ReplyFileKey = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly userId: string;
};

export type NewReplyFile = StoredFile &
  ReplyFileKey & {
    readonly agentId: string;
    readonly createdAt: Date;
  };

/** Notes a file for a reply; its content is written after. */
export async function insertReplyFile(db: Db, file: NewReplyFile): Promise<void> {
  await db
    .insertInto('files')
    .values({
      id: file.id,
      workspace_id: file.workspaceId,
      agent_id: file.agentId,
      visitor_id: null,
      user_id: null,
      conversation_id: null,
      uploaded_by: file.userId,
      draft_of: file.conversationId,
      name: file.name,
      content_type: file.contentType,
      size: file.size,
      created_at: file.createdAt,
    })
    .execute();
}

type Wanted = ReplyFileKey & {
  readonly ids: readonly string[];
  /** Where a file can be fetched: `fileAddress` of commands/file-address.ts. */
  readonly addressOf: (id: string) => string;
};

/**
 * Files that wait for a reply, as attachments in the order of `ids`. Throws `bad_request` (`unknown_file`) when one was
 * uploaded by somebody else or for another conversation, or was sent already.
 */
export async function findReplyFiles(db: Db, { ids, addressOf, ...key }: Wanted): Promise<StoredAttachment[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'content_type', 'size'])
    .where('id', 'in', wanted)
    .where('workspace_id', '=', key.workspaceId)
    .where('draft_of', '=', key.conversationId)
    .where('uploaded_by', '=', key.userId)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wanted.map((id) => {
    const row = byId.get(id);
    if (!row) throw unknownFile();
    return { ...row, url: addressOf(id) };
  });
}

/** Gives files to the conversation with the reply that names them. Throws as above, to roll the transaction back. */
export async function claimReplyFiles(tx: Tx, key: ReplyFileKey, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const claimed = await tx
    .updateTable('files')
    .set({ conversation_id: key.conversationId, draft_of: null })
    .where('id', 'in', [...ids])
    .where('workspace_id', '=', key.workspaceId)
    .where('draft_of', '=', key.conversationId)
    .where('uploaded_by', '=', key.userId)
    .returning('id')
    .execute();
  if (claimed.length < ids.length) throw unknownFile();
}

const unknownFile = (): AppError =>
  new AppError('bad_request', 'A file is not there: upload it again.', { reason: 'unknown_file' });
