const TITLE_MAX = 80;

/**
 * An extractive title: the first line of what the visitor asked, cut at a word's end. Analysis may better it later.
 * Gives null when nothing was asked.
 */
export function extractTitle(questions: readonly string[]): string | null {
  const longest = [...questions].sort((a, b) => b.length - a.length)[0];
  const line = longest?.replace(/\s+/gu, ' ').trim();
  if (!line) return null;
  if (line.length <= TITLE_MAX) return line;
  const cut = line.slice(0, TITLE_MAX);
  // A script without spaces has no word's end to cut at; half a surrogate pair must not stay behind.
  const end = cut.lastIndexOf(' ') > TITLE_MAX / 2 ? cut.lastIndexOf(' ') : TITLE_MAX;
  return `${cut
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()}…`;
}
