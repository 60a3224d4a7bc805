import { textOfHtml } from './html-text.ts';

/** What a line of code has room for on a phone: wider tables wrap and cannot be read. */
const PHONE_COLUMNS = 36;

/** A table in aligned columns where that is narrow enough and has no links; else each row as lines of its own. */
export function tableHtml(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const texts = rows.map((row) => row.map(textOfHtml));
  const widths = header.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ''))));
  const width = widths.reduce((sum, column) => sum + column + 3, -3);
  const isSimple = width <= PHONE_COLUMNS && !rows.flat().some((cell) => cell.includes('<a '));
  if (!isSimple) return body.map((row) => lines(header, row)).join('\n\n') || header.join('\n');
  const aligned = texts.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join(' | ')
      .trimEnd(),
  );
  const rule = widths.map((column) => '-'.repeat(column)).join('-|-');
  return `<pre>${[aligned[0], rule, ...aligned.slice(1)].map((line) => escaped(line ?? '')).join('\n')}</pre>`;
}

function lines(header: readonly string[], row: readonly string[]): string {
  const cells = row.map((cell, column) => (header[column] ? `<b>${header[column]}:</b> ${cell}` : cell));
  return cells.filter((_, column) => row[column] !== '').join('\n');
}

/** In columns of a fixed font, in which emoji and East Asian letters take two. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) =>
      sum + (/\p{M}/u.test(letter) ? 0 : /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3fffd}]/u.test(letter) ? 2 : 1),
    0,
  );

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
