/**
 * Text from bytes: by byte order mark, else as UTF-8, else as windows-1252 (what spreadsheets still save as).
 * Null when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decode(bytes);
  return hasControlCharacters(text) ? null : text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// Form feed is text: man pages and old print files break pages with it.
function hasControlCharacters(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  return /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text);
}
