import type { FileRefusal } from '@parley/protocol';
import { REPLY_FILE_TYPES } from '../people/reply-file-types.ts';
import { cleanFileName, UNKNOWN_TYPE } from '../visitor/file-rules.ts';
import type { FileRef } from './channel.ts';

/** What is taken from a messenger: what people may send, and what its own keyboards record. */
export const CHANNEL_FILE_TYPES: typeof REPLY_FILE_TYPES = {
  ...REPLY_FILE_TYPES,
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/x-m4a': ['m4a'],
  'audio/aac': ['aac'],
  'audio/amr': ['amr'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm'],
  'video/quicktime': ['mov'],
  'video/3gpp': ['3gp'],
  'image/heic': ['heic'],
};

/** The largest file that is fetched, in bytes. */
export const CHANNEL_FILE_MAX_BYTES = 20 * 1024 * 1024;
/** So many files of one message are fetched; more are left out. */
export const CHANNEL_FILES_MAX = 20;

/**
 * What a file is called until its bytes are here. Its type is known only then: shown as an image it would be asked for by
 * browsers, in vain.
 */
export function announcedFile({ name = '', mime = '', size = 0 }: FileRef) {
  const type = mime.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const named = Object.hasOwn(CHANNEL_FILE_TYPES, type) ? type : UNKNOWN_TYPE;
  return {
    name: cleanFileName(name, named, CHANNEL_FILE_TYPES),
    content_type: UNKNOWN_TYPE,
    size: Number.isSafeInteger(size) && size > 0 ? size : 0,
  };
}

/** Why bytes of this type are not kept; null where they are. */
export function refusalOf(contentType: string, bytes: number): FileRefusal | null {
  if (bytes === 0) return 'empty';
  if (bytes > CHANNEL_FILE_MAX_BYTES) return 'too_large';
  return Object.hasOwn(CHANNEL_FILE_TYPES, contentType) ? null : 'type';
}
