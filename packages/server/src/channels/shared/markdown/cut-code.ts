import { mostThatFit } from './most-that-fit.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts code into pieces that fit, at the ends of lines, and lines that are too long at blanks or between characters. */
export function cutCode(code: string, fits: (piece: string, index: number) => boolean): string[] {
  let lines = code.split('\n');
  const pieces: string[] = [];
  let start = 0;
  while (start < lines.length) {
    const most = mostThatFit(start, lines.length, (end) => fits(lines.slice(start, end).join('\n'), pieces.length));
    if (most > 0) {
      pieces.push(lines.slice(start, start + most).join('\n'));
      start += most;
      continue;
    }
    const head = cutLine(lines[start] ?? '', (piece) => fits(piece, pieces.length));
    pieces.push(head);
    lines = [(lines[start] ?? '').slice(head.length), ...lines.slice(start + 1)];
    start = lines[0] === '' ? 1 : 0;
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** As much of the line as fits, and never nothing. */
function cutLine(line: string, fits: (piece: string) => boolean): string {
  // In UTF-16 units first: to divide the whole of a long line again for each piece would take its square.
  const near = mostThatFit(0, line.length, (units) => fits(line.slice(0, units)));
  const starts = [...graphemes.segment(line.slice(0, near + 64))].map(({ index }) => index);
  const whole = near === line.length ? near : starts.findLast((index) => index > 0 && index <= near);
  const end = whole ?? String.fromCodePoint(line.codePointAt(0) ?? 0).length;
  const blank = line.slice(0, end).search(/\s\S*$/);
  return line.slice(0, blank > end / 2 ? blank + 1 : end);
}
