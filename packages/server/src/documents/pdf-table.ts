import { escapeMarkdown, markdownTable } from './escape-markdown.ts';
import type { PdfCell, PdfLine } from './pdf-lines.ts';

type Column = { x: number; right: number };
type Row = { cells: string[]; lastY: number };

/** How many of the lines from `start` on form a table: 0, or at least 2 lines of several cells and what hangs below. */
export function tableLength(lines: readonly PdfLine[], start: number): number {
  let end = start;
  let rows = 0;
  const left = lines[start]?.cells[0]?.x ?? 0;
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    const above = lines[end - 1];
    if (line === undefined || (end > start && !isNear(above, line))) break;
    if (line.columns > 1) rows += 1;
    else if (end === start || !isContinuation(line, above, left)) break;
  }
  return rows >= 2 ? end - start : 0;
}

/** The lines of a table as a Markdown table; null when its cells share no columns (a table of contents, a form). */
export function tableOf(lines: readonly PdfLine[]): string | null {
  const columns = columnsOf(lines.flatMap((line) => line.cells));
  if (columns.length < 2) return null;
  const pitches = lines.slice(1).map((line, index) => Math.abs((lines[index]?.y ?? 0) - line.y));
  const loosest = Math.max(0, ...pitches);
  const rows: Row[] = [];
  for (const line of lines) {
    const last = rows.at(-1);
    const cells = columns.map((column) => textIn(line.cells, column));
    const isTight =
      last !== undefined && last.lastY > line.y && last.lastY - line.y < Math.min(1.35 * line.size, 0.8 * loosest);
    if (last !== undefined && last.lastY > line.y && (cells[0] === '' || isTight)) {
      last.cells = last.cells.map((text, index) => `${text} ${cells[index]}`.trim());
      last.lastY = line.y;
    } else rows.push({ cells, lastY: line.y });
  }
  return rows.length < 2 ? null : markdownTable(rows.map((row) => row.cells));
}

function isNear(above: PdfLine | undefined, line: PdfLine): boolean {
  if (above === undefined) return false;
  // On the next page a table goes on at the top.
  return above.page !== line.page ? line.columns > 1 : Math.abs(above.y - line.y) < 3.5 * line.size;
}

function isContinuation(line: PdfLine, above: PdfLine | undefined, left: number): boolean {
  const cell = line.cells[0];
  if (cell === undefined || above === undefined || above.size !== line.size) return false;
  const isUnderCell = cell.x > left + line.size;
  return isUnderCell || (above.y - line.y < 1.3 * line.size && (above.cells[1]?.x ?? 0) > cell.right);
}

/** Cells that overlap across the rows belong to one column, whichever way they are aligned. */
function columnsOf(cells: readonly PdfCell[]): Column[] {
  const columns: Column[] = [];
  for (const cell of cells.toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last !== undefined && cell.x < last.right) last.right = Math.max(last.right, cell.right);
    else columns.push({ x: cell.x, right: cell.right });
  }
  return columns;
}

function textIn(cells: readonly PdfCell[], column: Column): string {
  const inside = cells.filter((cell) => cell.x >= column.x - 0.1 && cell.x < column.right);
  return inside.map((cell) => escapeMarkdown(cell.text)).join(' ');
}
