/**
 * A text in at most `max` UTF-16 units; what is cut ends in `…`. Never within a character, and at the end of a word where
 * one ends in the second half: a script without spaces has none.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const blank = text.slice(0, max).lastIndexOf(' ');
  const end = blank > max / 2 ? blank : max - 1;
  return `${text
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()}…`;
}

/** A text on one line, cut as `cutText` does. */
export const cutLine = (text: string, max: number): string => cutText(text.replace(/\s+/gu, ' ').trim(), max);
