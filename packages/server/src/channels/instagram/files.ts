import type { FileMessage } from '../shared/graph/graph-messaging-send.ts';
import { attachmentType } from '../shared/graph/graph-messaging-send.ts';

const MB = 1024 * 1024;

/** What Instagram shows, and up to which size: https://developers.facebook.com/documentation/business-messaging/instagram-messaging/features/attachment-upload */
const SHOWN = new Map([
  ['image/png', 8 * MB],
  ['image/jpeg', 8 * MB],
  ['image/gif', 8 * MB],
  ['audio/aac', 25 * MB],
  ['audio/mp4', 25 * MB],
  ['audio/x-m4a', 25 * MB],
  ['audio/wav', 25 * MB],
  ['video/mp4', 25 * MB],
  ['video/ogg', 25 * MB],
  ['video/quicktime', 25 * MB],
  ['video/webm', 25 * MB],
  ['application/pdf', 25 * MB],
]);

/** A file by its public address, which Instagram fetches; what it does not show goes as the address itself. */
export const linkedFile: FileMessage = async ({ name, contentType, size, url }) => {
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (size > (SHOWN.get(mime) ?? 0)) return { ok: true, message: { text: `${name}: ${url}` } };
  return { ok: true, message: { attachment: { type: attachmentType(mime), payload: { url } } } };
};
