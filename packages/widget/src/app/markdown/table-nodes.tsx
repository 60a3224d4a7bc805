import type { ComponentChildren } from 'preact';

const MAX_COLUMNS = 30;

/** The cells of the table that begins at a line, its head first and its dashes next; null where none does. */
export function tableRows(lines: readonly string[], at: number): readonly (readonly string[])[] | null {
  const head = lines[at] ?? '';
  const dashes = lines[at + 1] ?? '';
  if (!head.includes('|') || dashes.length > 1_000 || !isDashes(dashes)) return null;
  const rows = [cellsOf(head), cellsOf(dashes)];
  for (let next = at + 2; (lines[next] ?? '').includes('|'); next += 1) rows.push(cellsOf(lines[next] ?? ''));
  return rows;
}

/** Split first: one pattern over the whole line could take very long on a line that is made for it. */
const isDashes = (line: string): boolean => line.includes('|') && cellsOf(line).every((cell) => /^:?-+:?$/.test(cell));

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|', MAX_COLUMNS)
    .map((cell) => cell.trim());

/** A table; `draw` makes the content of a cell. */
export function tableNodes(
  [head = [], dashes = [], ...rows]: readonly (readonly string[])[],
  draw: (cell: string) => ComponentChildren,
): ComponentChildren {
  const alignOf = (at: number): string | undefined => {
    const cell = dashes[at] ?? '';
    if (!cell.endsWith(':')) return undefined;
    return cell.startsWith(':') ? 'center' : 'end';
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the bubble is scrolled with the keyboard
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th dir="auto" data-align={alignOf(at)}>
                {draw(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {head.map((_, at) => (
                <td dir="auto" data-align={alignOf(at)}>
                  {draw(row[at] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
