/**
 * The text with characters that no database takes (NUL, halves of surrogate pairs) replaced by U+FFFD, one for one, so
 * that offsets stay.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
