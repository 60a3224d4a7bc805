// What CommonMark would read as markup inside a line: emphasis, code, links, tags, entities, escapes.
const INLINE = /[\\`*_[\]<]|&(?=#?\w+;)|~(?=~)/g;
// And at a line's start: headings, quotes, lists, rules.
const LINE_START = /^(\s*)(#{1,6}(?=\s)|>|[-+](?=\s|$)|={2,}|-{2,})/gm;
const NUMBERED = /^(\s*\d{1,9})([.)])(?=\s)/gm;

/** Text that Markdown shows to the letter. Underscores inside words are left as they are: they mark nothing. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(INLINE, (mark, offset: number) =>
      mark === '_' && /\w/.test(text[offset - 1] ?? '') && /\w/.test(text[offset + 1] ?? '') ? mark : `\\${mark}`,
    )
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED, '$1\\$2');
}

/** A text's characters on one line, blanks run together. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
