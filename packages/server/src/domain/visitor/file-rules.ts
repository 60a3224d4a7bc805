import { AppError, LIMITS } from '@parley/protocol';

/** What visitors may attach: the type that the bytes say, and the endings of its names, the usual one first. */
export const VISITOR_FILE_TYPES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

/** So many files a visitor may upload in an hour. */
export const FILES_PER_HOUR = 20;

/** So long a file waits for the message that names it. */
export const LOOSE_FILE_MS = 24 * 60 * 60 * 1000;

/** Throws `unsupported_media_type`, naming what the file is, unless visitors may attach that. */
export function requireAllowedType(contentType: string): void {
  if (Object.hasOwn(VISITOR_FILE_TYPES, contentType)) return;
  const what = contentType === UNKNOWN_TYPE ? 'a file of no type that is known here' : `a file of type ${contentType}`;
  throw new AppError('unsupported_media_type', `This is ${what}: send an image (PNG, JPEG, GIF, WebP) or a PDF.`, {
    facts: { content_type: contentType, allowed: Object.keys(VISITOR_FILE_TYPES) },
  });
}

/** The refusal of a file that is larger than visitors may attach. */
export const fileTooLarge = (cause: unknown): AppError =>
  new AppError(
    'payload_too_large',
    `The file is larger than ${LIMITS.visitorFileMaxBytes / 1_048_576} MB.`,
    { facts: { max_bytes: LIMITS.visitorFileMaxBytes } },
    cause,
  );

/** The refusal of one more file within the hour. */
export const tooManyFiles = (): AppError =>
  new AppError('too_many_requests', `A visitor may upload ${FILES_PER_HOUR} files an hour: try again later.`, {
    reason: 'too_many_files',
    retryAfterSeconds: 60 * 60,
    facts: { max_files: FILES_PER_HOUR },
  });

/** The type of bytes that nothing is known of. */
export const UNKNOWN_TYPE = 'application/octet-stream';

const NAME_MAX = 120;

/**
 * A file's name as it may be shown and saved: without folders, control and invisible characters (which could turn
 * `exe.png` round), of sane length, and with an ending that is its type's; `types` has those that there may be.
 */
export function cleanFileName(given: string, contentType: string, types = VISITOR_FILE_TYPES): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const shown = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const endings = types[contentType] ?? ['bin'];
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(shown)?.[1] ?? '';
  const isRight = endings.includes(ending.toLowerCase());
  const stem = isRight ? shown.slice(0, -ending.length - 1) : shown;
  return `${cut(stem) || 'file'}.${isRight ? ending : endings[0]}`;
}

/** Whole characters: half of one would be none. */
const cut = (text: string): string => Array.from(text).slice(0, NAME_MAX).join('').trim();
