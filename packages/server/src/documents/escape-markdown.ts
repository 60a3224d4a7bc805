/**
 * Plain text as Markdown that reads the same: characters that would become markup are escaped.
 * Only what can really start markup, so that `E01_A` and `3 * 4` stay as people typed them.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`[\]]/g, '\\$&')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|~~/gu, (mark) =>
      mark === '~~' ? '\\~\\~' : `\\${mark}`,
    );
}

/** Escapes what is markup only at the start of a line: headings, quotes, list markers, rules. */
export function escapeLineStart(line: string): string {
  return line.replace(/^(\s*)([#>]|[-+*](?=\s)|-{3,}|={3,})/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])(?=\s)/, '$1\\$2');
}

/** The text of one cell of a Markdown table. */
export function tableCell(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}

/** A Markdown table from rows of finished cells; the first row is the header. Short rows are filled up. */
export function markdownTable(rows: ReadonlyArray<readonly string[]>): string {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lines = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, index) => tableCell(row[index] ?? ''));
    return `| ${cells.join(' | ')} |`;
  });
  const [header, ...body] = lines;
  return header === undefined ? '' : [header, `|${' --- |'.repeat(width)}`, ...body].join('\n');
}
