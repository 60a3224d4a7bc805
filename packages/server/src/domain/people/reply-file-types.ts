import { AppError } from '@parley/protocol';
import { UNKNOWN_TYPE, VISITOR_FILE_TYPES } from '../visitor/file-rules.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/** What people may attach to a reply: pictures, documents without programs in them, and plain text. */
export const REPLY_FILE_TYPES: typeof VISITOR_FILE_TYPES = {
  ...VISITOR_FILE_TYPES,
  [`${OFFICE}.wordprocessingml.document`]: ['docx'],
  [`${OFFICE}.spreadsheetml.sheet`]: ['xlsx'],
  [`${OFFICE}.presentationml.presentation`]: ['pptx'],
  [`${OPEN}.text`]: ['odt'],
  [`${OPEN}.spreadsheet`]: ['ods'],
  [`${OPEN}.presentation`]: ['odp'],
  'text/plain': ['txt', 'log', 'text'],
  'text/csv': ['csv'],
  'text/markdown': ['md', 'markdown'],
};

/** Throws `unsupported_media_type`, naming what the file is, unless people may attach that. */
export function requireReplyType(contentType: string): void {
  if (Object.hasOwn(REPLY_FILE_TYPES, contentType)) return;
  const what = contentType === UNKNOWN_TYPE ? 'a file of no type that is known here' : `a file of type ${contentType}`;
  const message = `This is ${what}: send a picture, a PDF, an office document without macros, or plain text.`;
  throw new AppError('unsupported_media_type', message, {
    facts: { content_type: contentType, allowed: Object.keys(REPLY_FILE_TYPES) },
  });
}

/** Which kind of text a name speaks of, for bytes that are text and nothing else. */
export function textTypeOf(name: string): string {
  const ending = /\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = Object.entries(REPLY_FILE_TYPES).find(
    ([type, endings]) => type.startsWith('text/') && endings.includes(ending),
  );
  return found?.[0] ?? 'text/plain';
}
