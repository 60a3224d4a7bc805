/** A stretch of an article's plain text; `text` is exactly `plainText.slice(start, end)`. */
export type TextPassage = { readonly text: string; readonly start: number; readonly end: number };

/** Below this a passage takes its neighbour in: it would say too little to be ranked or read alone. */
const SHORT = 400;
/** What a passage is filled up to. */
const FULL = 1000;
/** A text up to this length is not cut at all. */
const WHOLE = 1200;
/** Only a sentence longer than this is cut inside. */
const LONGEST = 1500;
/** A line up to this length that does not end like a sentence is a heading. */
const LONGEST_HEADING = 120;

/**
 * Splits an article's plain text into passages of about 400–1200 UTF-16 units, in order and without overlap; only white
 * space lies between them. Borders are paragraphs, in long ones lines, in long lines sentences. A heading, and the first line of a
 * table, stays with what follows it.
 */
export function splitPassages(plainText: string): TextPassage[] {
  const whole = trimmed(plainText, 0, plainText.length);
  if (whole === null) return [];
  const pieces = length([whole]) <= WHOLE ? [whole] : piecesOf(plainText);
  return grouped(pieces).map((group) => {
    const { start, end } = spanOf(group);
    return { text: plainText.slice(start, end), start, end };
  });
}

/** A stretch that is not cut further; one that `leads` must not be the last of its passage. */
type Piece = { readonly start: number; readonly end: number; readonly leads: boolean };

function grouped(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let open: Piece[] = [];
  for (const piece of pieces) {
    if (open.length === 0 || joins(open, piece)) open.push(piece);
    else {
      const leading = open.slice(open.findLastIndex((one) => !one.leads) + 1);
      const carried = length([...leading, piece]) <= LONGEST ? leading : [];
      const closed = open.slice(0, open.length - carried.length);
      if (closed.length > 0) groups.push(closed);
      open = [...carried, piece];
    }
  }
  const last = groups.at(-1);
  if (last !== undefined && length(open) < SHORT && length([...last, ...open]) <= WHOLE) last.push(...open);
  else groups.push(open);
  return groups;
}

function joins(open: readonly Piece[], piece: Piece): boolean {
  const now = length(open);
  const joined = length([...open, piece]);
  if (open.every((one) => one.leads)) return joined <= LONGEST;
  if (piece.leads) return now < SHORT && joined <= FULL;
  return joined <= (now < SHORT ? WHOLE : FULL);
}

function piecesOf(text: string): Piece[] {
  return spans(text, 0, text.length, BLANK_LINES).flatMap((block) => {
    if (length([block]) <= WHOLE) return [{ ...block, leads: isHeading(text.slice(block.start, block.end)) }];
    return spans(text, block.start, block.end, LINES).flatMap((line, at, lines) => {
      if (length([line]) <= WHOLE) return [{ ...line, leads: at === 0 && lines.length > 1 }];
      return sentencesOf(text, line).flatMap((sentence) => cut(text, sentence));
    });
  });
}

const BLANK_LINES = /\n[^\S\n]*\n\s*/g;
const LINES = /\n/g;
const SENTENCE_END = /[.!?;,。！？；，।؟။៕…]["'»”’)\]]*$/u;

function isHeading(block: string): boolean {
  return block.length <= LONGEST_HEADING && !block.includes('\n') && !SENTENCE_END.test(block);
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentencesOf(text: string, { start, end }: Piece): Piece[] {
  return [...sentences.segment(text.slice(start, end))].flatMap(
    ({ index, segment }) => trimmed(text, start + index, start + index + segment.length) ?? [],
  );
}

/** Cuts what is longer than any passage may be, at white space where there is some, and never inside a character. */
function cut(text: string, piece: Piece): Piece[] {
  if (length([piece]) <= LONGEST) return [piece];
  const space = text.slice(piece.start + SHORT, piece.start + FULL).search(/\s\S*$/u);
  let at = piece.start + (space < 0 ? FULL : SHORT + space);
  if (/[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1))) at--;
  const rest = trimmed(text, at, piece.end);
  return [trimmed(text, piece.start, at) ?? [], rest === null ? [] : cut(text, rest)].flat();
}

function spans(text: string, start: number, end: number, border: RegExp): Piece[] {
  const found: Piece[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(border)) {
    found.push(...[trimmed(text, from, start + match.index) ?? []].flat());
    from = start + match.index + match[0].length;
  }
  return [...found, ...[trimmed(text, from, end) ?? []].flat()];
}

function trimmed(text: string, start: number, end: number): Piece | null {
  const inner = text.slice(start, end);
  const from = start + inner.length - inner.trimStart().length;
  const to = end - (inner.length - inner.trimEnd().length);
  return from < to ? { start: from, end: to, leads: false } : null;
}

function spanOf(group: readonly Piece[]): { start: number; end: number } {
  return { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

function length(group: readonly Piece[]): number {
  const { start, end } = spanOf(group);
  return end - start;
}
