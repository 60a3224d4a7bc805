import { AppError } from '@parley/protocol';
import type { Attachment } from '@parley/protocol/api';
import { cleanFileName, FILES_PER_HOUR, requireAllowedType, tooManyFiles } from '../domain/visitor/file-rules.ts';
import { countFilesSince, insertFile } from '../store/files/files.ts';
import type { Deps } from './deps.ts';
import { fileAddress } from './file-address.ts';

const HOUR_MS = 60 * 60 * 1000;

export type StoreVisitorFileInput = {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly visitorId: string;
  /** As the browser named it. */
  readonly name: string;
  /** As the bytes say, never as the browser does. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/**
 * Stores a file that no message has yet and gives it as an attachment; one that none names within a day is removed.
 * Throws `unsupported_media_type` (naming what it is), `bad_request` (empty) and `too_many_requests` (20 an hour).
 */
export async function storeVisitorFile(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'files' | 'links' | 'baseUrl'>,
  { bytes, contentType, name: given, ...owner }: StoreVisitorFileInput,
): Promise<Attachment> {
  const { database, clock, ids, files } = deps;
  if (bytes.length === 0) throw new AppError('bad_request', 'The file is empty.', { reason: 'empty_file' });
  requireAllowedType(contentType);
  const now = clock.now();
  const since = new Date(now.getTime() - HOUR_MS);
  if ((await countFilesSince(database.db, { ...owner, since })) >= FILES_PER_HOUR) throw tooManyFiles();
  const file = { id: ids.uuid(), name: cleanFileName(given, contentType), contentType, size: bytes.length };
  // Noted first: what was written without a note would never be found again to be removed.
  await insertFile(database.db, { ...file, ...owner, createdAt: now });
  await files.write(file.id, bytes);
  const { id, name, size } = file;
  return { id, name, content_type: contentType, size, url: fileAddress(deps, id) };
}
