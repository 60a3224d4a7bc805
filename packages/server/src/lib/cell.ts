/** What stands in a cell of a table; null for an empty one. */
export type Cell = string | number | boolean | Date | null;

/**
 * A text of at most `max` UTF-16 units: what is too long is cut, never within a character, and ends with a mark that says
 * how much is missing. `text` may be the beginning of one that is `length` long.
 */
export function cutText(text: string, max: number, length = text.length): string {
  if (length <= max) return text;
  // As long as the mark for all of it, so that the numbers in it cannot make it longer than there is room.
  const room = max - markOf(length).length;
  const kept = text.slice(0, isInPair(text, room) ? room - 1 : room);
  return `${kept}${markOf(length - kept.length)}`;
}

const markOf = (missing: number): string => ` … [cut: ${missing} more characters]`;

/** Whether a cut here would come between the halves of a character. */
const isInPair = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;
