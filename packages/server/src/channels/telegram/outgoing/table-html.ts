import { alignedTable } from '../../shared/markdown/text-table.ts';
import { escapeHtml, textOfHtml } from './html-text.ts';

/** What a line of code has room for on a phone: wider tables wrap and cannot be read. */
const PHONE_COLUMNS = 36;

/** A table in aligned columns where that is narrow enough and has no links; else each row as lines of its own. */
export function tableHtml(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const { lines, width } = alignedTable(rows.map((row) => row.map(textOfHtml)));
  const hasLinks = rows.flat().some((cell) => cell.includes('<a '));
  if (width <= PHONE_COLUMNS && !hasLinks) return `<pre>${lines.map(escapeHtml).join('\n')}</pre>`;
  return body.map((row) => linesOf(header, row)).join('\n\n') || header.join('\n');
}

function linesOf(header: readonly string[], row: readonly string[]): string {
  const cells = row.map((cell, column) => (header[column] ? `<b>${header[column]}:</b> ${cell}` : cell));
  return cells.filter((_, column) => row[column] !== '').join('\n');
}
