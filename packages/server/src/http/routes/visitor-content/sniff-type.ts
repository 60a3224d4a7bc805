import { textTypeOf } from '../../../domain/people/reply-file-types.ts';
import { UNKNOWN_TYPE } from '../../../domain/visitor/file-rules.ts';

const HEAD_BYTES = 4_096;
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/<svg[\s>]/i, 'image/svg+xml'],
  [/<!doctype html|<html[\s>]|<script[\s>]|<iframe[\s>]|<body[\s>]/i, 'text/html'],
];

/**
 * What a file is by its bytes. One that is two things at once, as an image that also reads as a page or a PDF, is the
 * one that a browser could run: such files are made on purpose.
 */
export async function sniffType(bytes: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? UNKNOWN_TYPE;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1');
  const markup = MARKUP.find(([pattern]) => pattern.test(head));
  if (markup) return markup[1];
  if (found.startsWith('image/') && head.includes('%PDF-')) return UNKNOWN_TYPE;
  // Readers look for a PDF's beginning within the first kilobyte: what stands before it makes it something else too.
  if (found === 'application/pdf' && !head.startsWith('%PDF-')) return UNKNOWN_TYPE;
  return found === 'image/apng' ? 'image/png' : found;
}

/** The same for what people of the team send, who also send text: bytes that are nothing else are of the name's kind. */
export async function sniffReplyType(bytes: Uint8Array, name: string): Promise<string> {
  const type = await sniffType(bytes);
  return type === UNKNOWN_TYPE && isText(bytes) ? textTypeOf(name) : type;
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[^\P{Cc}\t\n\r\f]/u.test(text);
  } catch {
    return false;
  }
}
