import { AppError } from '@parley/protocol';
import type { Attachment } from '@parley/protocol/api';
import { REPLY_FILE_TYPES, requireReplyType } from '../domain/people/reply-file-types.ts';
import { cleanFileName } from '../domain/visitor/file-rules.ts';
import { findShownConversation } from '../store/conversations/shown-conversation.ts';
import { insertReplyFile } from '../store/files/reply-files.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';

export type StoreReplyFileInput = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly userId: string;
  /** As the browser named it. */
  readonly name: string;
  /** As the bytes say. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/**
 * Stores a file for a person's reply and gives it as an attachment; one that no reply names within a day is removed, and
 * with its conversation it is erased. Throws `not_found`, `unsupported_media_type` and `bad_request` (empty).
 */
export async function storeReplyFile(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'files' | 'links' | 'baseUrl'>,
  { bytes, contentType, name: given, ...key }: StoreReplyFileInput,
): Promise<Attachment> {
  const { database, clock, ids, files } = deps;
  const found = await findShownConversation(database.named, { workspaceId: key.workspaceId, id: key.conversationId });
  if (!found) throw new AppError('not_found', 'There is no such conversation.');
  if (bytes.length === 0) throw new AppError('bad_request', 'The file is empty.', { reason: 'empty_file' });
  requireReplyType(contentType);
  const name = cleanFileName(given, contentType, REPLY_FILE_TYPES);
  const file = { id: ids.uuid(), name, contentType, size: bytes.length };
  // Noted first: what was written without a note would never be found again to be removed.
  await insertReplyFile(database.db, { ...file, ...key, agentId: found.agentId, createdAt: clock.now() });
  await files.write(file.id, bytes);
  return { id: file.id, name, content_type: contentType, size: bytes.length, url: fileAddress(deps, file.id) };
}
