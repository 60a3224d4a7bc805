import { cutLine } from '../../lib/cut-text.ts';

/** With the mark of what was cut. */
const TITLE_MAX = 81;

/**
 * An extractive title: the first line of what the visitor asked, cut at a word's end. Analysis may better it later.
 * Gives null when nothing was asked.
 */
export function extractTitle(questions: readonly string[]): string | null {
  const longest = [...questions].sort((a, b) => b.length - a.length)[0];
  return cutLine(longest ?? '', TITLE_MAX) || null;
}
