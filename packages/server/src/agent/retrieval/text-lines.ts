/**
 * Collects text as a browser lays it out: runs of white space are one space, breaks between blocks do not add up, and
 * neither begins or ends the result.
 */
export function textLines() {
  let text = '';
  /** Line breaks wanted before the next text. */
  let breaks = 0;
  let isSpaceWanted = false;

  function append(words: string): void {
    if (text !== '') text += breaks > 0 ? '\n'.repeat(breaks) : isSpaceWanted ? ' ' : '';
    text += words;
    breaks = 0;
    isSpaceWanted = false;
  }

  return {
    add(raw: string): void {
      const words = raw.replace(WHITE_SPACE, ' ');
      isSpaceWanted ||= words.startsWith(' ');
      if (words.trim() !== '') append(words.trim());
      isSpaceWanted ||= words.endsWith(' ');
    },
    /** Code and the like, whose spaces and lines mean something. */
    verbatim(raw: string): void {
      const code = raw.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '');
      if (code !== '') append(code);
    },
    breakAtLeast(count: number): void {
      breaks = Math.max(breaks, count);
    },
    breakOnce(): void {
      breaks = Math.min(2, breaks + 1);
    },
    result: () => text,
  };
}

// The no-break space too: quotes are compared to the letter, and nobody can tell it from a space.
const WHITE_SPACE = /[ \t\n\r\f\u00a0\u202f]+/g;
