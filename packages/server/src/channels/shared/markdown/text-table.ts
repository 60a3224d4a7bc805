/** A table of plain cells as lines in a fixed font, the header first, and how many columns of letters the longest takes. */
export function alignedTable(rows: readonly (readonly string[])[]): {
  readonly lines: readonly string[];
  readonly width: number;
} {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const [first, ...rest] = rows.map((row) =>
    widths
      .map((width, column) => padded(row[column] ?? '', width))
      .join(' | ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('-|-');
  return { lines: [first ?? '', rule, ...rest], width: rule.length };
}

/** Emoji and East Asian letters take two columns, accents none. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/\p{M}/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1), 0);

const WIDE = /[\u1100-\u115f\u2e80-\uffdc\u{1f300}-\u{3fffd}]/u;

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
