/** A stretch of a text that can be quoted as a whole: a sentence, a heading, a list item or a table row. */
export type Span = { readonly start: number; readonly end: number };

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Splits a text into sentences, in order, trimmed and never empty; offsets are UTF-16 units. */
export function splitSentences(text: string): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const lead = segment.length - segment.trimStart().length;
    const start = index + lead;
    const end = index + segment.trimEnd().length;
    if (end <= start) continue;
    const last = spans.at(-1);
    if (last !== undefined && belongsTogether(text, last, { start, end })) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

const BULLET = /^(?:[-*•–·▪◦|]|\d{1,3}[.)])\s/u;
// Initials, «Dr.», «St.», «e.g.», «z.B.», ordinals as in «am 3. Oktober»: a full stop that ends no sentence.
const ABBREVIATION = /(?:^|[\s("'«„“])(?:\p{Lu}\p{Ll}{0,2}|\p{L}(?:\.\s?\p{L})+|\d{1,2})\.$/u;
const TERMINATED = /[.!?。！？…:;：；|؟۔।॥]["'»”’)\]]*$/u;

function belongsTogether(text: string, last: Span, next: Span): boolean {
  const before = text.slice(last.start, last.end);
  const after = text.slice(next.start, Math.min(next.end, next.start + 8));
  const gap = text.slice(last.end, next.start);
  if (gap.includes('\n')) {
    // A line broken by its page's width goes on in lower case; list items and rows stay apart.
    return !/\n\s*\n/.test(gap) && /^\p{Ll}/u.test(after) && !TERMINATED.test(before) && !BULLET.test(before);
  }
  return ABBREVIATION.test(before.slice(-12)) || /^\p{Ll}/u.test(after);
}
