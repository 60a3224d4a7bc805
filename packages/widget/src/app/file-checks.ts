import { MESSAGE_FILES, VISITOR_FILE_MAX_BYTES } from '@parley/protocol';
import type { TextKey } from '../texts/en.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];

/** What the file dialogue offers. */
export const ACCEPTED_FILES = TYPES.join(',');

export type FileFacts = { readonly name: string; readonly size: number; readonly type: string };

/** Why a file cannot go with a message that has `others` already: a key of the words, or null where it can. The server decides again. */
export function fileProblem(file: FileFacts, others: number): TextKey | null {
  if (others >= MESSAGE_FILES) return 'fileCount';
  if (!TYPES.includes(file.type)) return 'fileType';
  if (file.size === 0) return 'fileEmpty';
  return file.size > VISITOR_FILE_MAX_BYTES ? 'fileTooLarge' : null;
}
