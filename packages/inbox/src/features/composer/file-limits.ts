import { VISITOR_FILE_MAX_BYTES } from '@parley/protocol';

/** So large may a file of a reply be, in bytes. */
export const FILE_MAX_BYTES = VISITOR_FILE_MAX_BYTES;
/** So many files may one reply have. */
export const FILES_MAX = 10;

/** What the window that chooses files offers; the server decides by what is in them. */
export const FILE_ENDINGS = [
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.webp',
  '.pdf',
  '.docx',
  '.xlsx',
  '.pptx',
  '.odt',
  '.ods',
  '.odp',
  '.txt',
  '.log',
  '.csv',
  '.md',
];

/** Why a file is not sent at all: nobody waits for an upload that will be refused. */
export type FileRefusal = 'tooMany' | 'tooLarge' | 'empty' | 'type';

type Chosen = { readonly name: string; readonly size: number };

/** What stands against a file; null when it may be uploaded. `count` is how many the reply has already. */
export function fileRefusal({ name, size }: Chosen, count: number): FileRefusal | null {
  if (count >= FILES_MAX) return 'tooMany';
  if (size === 0) return 'empty';
  if (size > FILE_MAX_BYTES) return 'tooLarge';
  return FILE_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)) ? null : 'type';
}
