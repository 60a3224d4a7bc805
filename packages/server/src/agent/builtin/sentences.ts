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

export type Heading = {
  /** The number of the span that heads this one, -1 without. */
  readonly heading: number;
  /** Heads what follows: a heading above its lines, the question of an FAQ, a table's first row. */
  readonly isHeading: boolean;
};

/** Which of the spans are headings, and of which others. */
export function headingsOf(text: string, spans: readonly Span[]): Heading[] {
  let current = -1;
  return spans.map((span, i) => {
    const next = spans[i + 1];
    const isHead = next !== undefined && isHeading(text, span, next, current);
    const heading = isHead ? -1 : current;
    if (isHead) current = i;
    return { heading, isHeading: isHead };
  });
}

const LONGEST_HEADING = 80;

function isHeading(text: string, span: Span, next: Span, current: number): boolean {
  const line = text.slice(span.start, span.end);
  const gap = text.slice(span.end, next.start);
  const before = text.slice(0, span.start);
  if (!gap.includes('\n') || line.length > LONGEST_HEADING || (before !== '' && !/\n\s*$/.test(before))) return false;
  const following = text.slice(next.start, next.end);
  // Of a table only the first row heads the others.
  if (ROW.test(line))
    return ROW.test(following) && (current < 0 || !ROW.test(before.trimEnd().split('\n').at(-1) ?? ''));
  if (QUESTION.test(line)) return true;
  if (BULLET.test(line) || (TERMINATED.test(line) && !/[:：]$/.test(line))) return false;
  const parted = /\n\s*\n/.test(gap);
  return (
    parted ||
    TERMINATED.test(following) ||
    ROW.test(following) ||
    BULLET.test(following) ||
    (!/\p{Nd}/u.test(line) && /\p{Nd}/u.test(following))
  );
}

const QUESTION = /[?？؟;;]$/u;
const ROW = /\t|\|/;
const BULLET = /^(?:[-*•–·▪◦|]|\d{1,3}[.)])\s/u;
// Initials, «Dr.», «St.», «e.g.», «z.B.», ordinals as in «am 3. Oktober»: a full stop that ends no sentence.
const ABBREVIATION =
  /(?:^|[\s("'«„“])(?:\p{Lu}\p{Ll}?|\p{Ll}|\p{Lu}[bcdfghjklmnpqrstvwxz]{2}|\p{L}(?:\.\s?\p{L})+|\d{1,2})\.$/u;
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
