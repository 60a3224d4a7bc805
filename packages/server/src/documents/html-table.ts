import { markdownTable } from './escape-markdown.ts';
import { descendants, type HtmlElement } from './html-nodes.ts';

// Spans beyond these are mistakes or an attack on memory.
const SPAN_MAX = 50;

/**
 * An HTML table as Markdown. A cell that spans rows is repeated in each of them, so that every row can be
 * understood alone; a table of one column is layout and becomes paragraphs.
 */
export function tableMarkdown(table: HtmlElement, cellText: (cell: HtmlElement) => string): string {
  const rows = gridOf(table, cellText);
  const caption = descendants(table, ['caption'], ['tr', 'table']).map(cellText).join(' ');
  const width = Math.max(0, ...rows.map((row) => row.length));
  const body =
    width < 2
      ? rows
          .flat()
          .filter((cell) => cell !== '')
          .join('\n\n')
      : markdownTable(rows);
  return [caption === '' ? '' : `**${caption.replaceAll('**', '')}**`, body].filter((part) => part !== '').join('\n\n');
}

function gridOf(table: HtmlElement, cellText: (cell: HtmlElement) => string): string[][] {
  const pending: { text: string; rows: number }[] = [];
  const grid = descendants(table, ['tr'], ['table']).map((row) => {
    const cells: string[] = [];
    const fromAbove = () => {
      for (let above = pending[cells.length]; above !== undefined && above.rows > 0; above = pending[cells.length]) {
        above.rows -= 1;
        cells.push(above.text);
      }
    };
    for (const cell of descendants(row, ['td', 'th'], ['table'])) {
      fromAbove();
      const text = cellText(cell);
      for (let column = 0; column < span(cell.attribs.colspan); column += 1) {
        pending[cells.length] = { text: column === 0 ? text : '', rows: span(cell.attribs.rowspan) - 1 };
        cells.push(column === 0 ? text : '');
      }
    }
    fromAbove();
    return cells;
  });
  return grid.filter((cells) => cells.some((cell) => cell !== ''));
}

function span(attribute: string | undefined): number {
  return Math.min(SPAN_MAX, Math.max(1, Number.parseInt(attribute ?? '1', 10) || 1));
}
