import { decodeReferences, withoutBidiControls } from '@parley/protocol';

/** Markdown as words to be read aloud: without its signs and addresses. */
export const spokenText = (markdown: string): string =>
  decodeReferences(withoutBidiControls(markdown))
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/[*_`~|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
