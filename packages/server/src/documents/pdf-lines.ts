/** What a PDF draws in one go. `x`, `y` are points from the page's lower left corner, `y` that of the baseline. */
export type PdfItem = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly isRightToLeft: boolean;
};

/** A stretch of a line between gaps that are wider than a space. */
export type PdfCell = { readonly text: string; readonly x: number; readonly right: number };

/** A line as printed. `size` is its largest font size, `columns` how many stretches stand clearly apart. */
export type PdfLine = {
  readonly cells: readonly PdfCell[];
  readonly columns: number;
  readonly y: number;
  readonly size: number;
  readonly page: number;
};

export type PdfPage = { readonly lines: readonly PdfLine[]; readonly height: number };

/** A line larger than the body by this factor is a heading. */
export const HEADING_FACTOR = 1.12;

/**
 * Gaps in multiples of the font size: above the first is a space, above the second perhaps another cell, above the
 * third surely one. Narrow tables have gaps that a justified sentence has too; only the rows together tell them apart.
 */
const SPACE_GAP = 0.15;
const CELL_GAP = 0.55;
const COLUMN_GAP = 1.3;
/** How many lines a table's next cell may begin above the last line of the cell before it. */
const LINES_BACK = 8;

type OpenLine = { items: PdfItem[]; y: number };

/** The lines of a page in the order in which it draws them, which, unlike sorting by place, keeps columns apart. */
export function linesOf(items: readonly PdfItem[], page: number): PdfLine[] {
  const open: OpenLine[] = [];
  for (const item of items) {
    if (item.text.trim() === '') continue;
    const line = open.slice(-LINES_BACK).findLast((candidate) => isSameLine(candidate, item));
    if (line === undefined) open.push({ items: [item], y: item.y });
    else line.items.push(item);
  }
  return open.map((line) => {
    const cells = cellsOf(line.items);
    const size = Math.max(...line.items.map((item) => item.size));
    const gaps = cells.slice(1).map((cell, index) => cell.x - (cells[index]?.right ?? 0));
    return { cells, columns: 1 + gaps.filter((gap) => gap > COLUMN_GAP * size).length, y: line.y, size, page };
  });
}

/** The text of a line, its cells set apart by one space. */
export function lineText(line: PdfLine): string {
  return line.cells.map((cell) => cell.text).join(' ');
}

/** The font size in which most characters are printed: the body's. */
export function mostUsedSize(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>();
  for (const line of lines) {
    const size = roundSize(line.size);
    characters.set(size, (characters.get(size) ?? 0) + lineText(line).length);
  }
  return [...characters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
}

/** A font size to the nearest half point: programs scale fonts by fractions. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2;
}

function isSameLine(line: OpenLine, item: PdfItem): boolean {
  const last = line.items.at(-1);
  if (last === undefined || Math.abs(line.y - item.y) > 0.4 * Math.max(last.size, item.size)) return false;
  return item.isRightToLeft || last.isRightToLeft || item.x >= last.x + last.width - item.size;
}

function cellsOf(items: readonly PdfItem[]): PdfCell[] {
  const cells: { text: string; x: number; right: number }[] = [];
  for (const item of items) {
    const last = cells.at(-1);
    const gap = last === undefined ? 0 : Math.max(item.x - last.right, last.x - item.x - item.width) / item.size;
    if (last === undefined || (gap > CELL_GAP && !item.isRightToLeft)) {
      cells.push({ text: item.text, x: item.x, right: item.x + item.width });
    } else {
      last.text += gap > SPACE_GAP && !/\s$/.test(last.text) && !/^\s/.test(item.text) ? ` ${item.text}` : item.text;
      last.x = Math.min(last.x, item.x);
      last.right = Math.max(last.right, item.x + item.width);
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() }));
}
