import type { FirstKey, TextKey } from '../texts/en.ts';

/**
 * What is said elsewhere (the banner, the input), or concerns only who has made the page: the console says it. The codes are
 * those of docs/guide/widget-api.md and of the SDK.
 */
const UNSAID = /^offline|identity|metadata|^VALID|^valid|^invalid|^bad_|^method|^no_|^not_ready|^forgotten/;

const SAID: Readonly<Record<string, FirstKey>> = {
  rate_limited: 'tooMuch',
  too_many_files: 'tooMuch',
  people_are_off: 'unavailable',
  origin_not_allowed: 'unavailable',
  not_found: 'unavailable',
  forbidden: 'unavailable',
  conversation_gone: 'ended',
  unknown_file: 'attachAgain',
};

/** What a visitor is told of a problem, by its code; null for nothing. Codes that are not known here are one sentence. */
export const problemWords = (code: string): FirstKey | null =>
  UNSAID.test(code) ? null : (Object.hasOwn(SAID, code) && SAID[code]) || 'trouble';

const OF_FILES: Readonly<Record<string, TextKey>> = {
  unsupported_media_type: 'fileType',
  payload_too_large: 'fileTooLarge',
  empty_file: 'fileEmpty',
  too_many_files: 'tooMuch',
  rate_limited: 'tooMuch',
};

/** Why a file was not taken, by the code of the refusal; `fileFailed` where there is nothing more to say. */
export const fileWords = (code: string): TextKey => (Object.hasOwn(OF_FILES, code) && OF_FILES[code]) || 'fileFailed';

const told = new Set<string>();

/** Says in the console, once for each code, what the server or the SDK has put for developers. */
export function tellDeveloper({ code, message }: { readonly code: string; readonly message: string }): void {
  // It is no mistake of the page.
  if (code === 'offline' || told.has(code)) return;
  told.add(code);
  try {
    console.warn(`Parley: ${message} (${code})`);
  } catch {
    // A page may have taken the console away.
  }
}
