import { parse } from 'csv-parse/sync';
import { DOCUMENT_LIMITS, type DocumentInput, type ReadDocument, titleFromFileName, unreadable } from './document.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { textOf } from './read-text.ts';

const ROWS_PER_ARTICLE = 50;
const ARTICLE_MAX = 8_000;
/** The delimiter shows in the first rows: so much of the text is looked at. */
const SNIFFED = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'] as const;

type Row = { readonly number: number; readonly text: string };

/**
 * A table in CSV as articles. Each row becomes one line that names its columns, so that a question about one
 * product finds that product's row and can be answered from it alone.
 */
export function readCsv(input: DocumentInput): ReadDocument[] {
  const [first = [], ...others] = recordsOf(input);
  const hasHeader = first.length > 0 && first.every((cell) => cell !== '' && !/^[\d.,\s€$£%-]+$/.test(cell));
  const columns = hasHeader ? first : first.map((_, index) => `Column ${index + 1}`);
  const body = hasHeader ? others : [first, ...others];
  if (columns.length > DOCUMENT_LIMITS.columns)
    throw unreadable(input.fileName, `has ${columns.length} columns; at most ${DOCUMENT_LIMITS.columns} can be read.`);
  if (body.length === 0) throw unreadable(input.fileName, 'has a header but no rows.');
  const title = titleFromFileName(input.fileName);
  const groups = groupsOf(body.map((cells, index) => ({ number: index + 1, text: rowText(columns, cells) })));
  return groups.map((rows) => {
    const range = `rows ${rows[0]?.number}–${rows.at(-1)?.number} of ${body.length}`;
    return {
      title: groups.length === 1 ? title : `${title} (${range})`,
      content: rows.map((row) => `- ${row.text}`).join('\n'),
      description: `${title}, ${range}: ${columns.join(', ')}`.slice(0, 300),
      language: null,
    };
  });
}

function recordsOf(input: DocumentInput): string[][] {
  const text = textOf(input);
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      max_record_size: 1_000_000,
      to: DOCUMENT_LIMITS.rows + 1,
    });
    if (records.length > DOCUMENT_LIMITS.rows)
      throw unreadable(input.fileName, `has more than ${DOCUMENT_LIMITS.rows} rows. Split the file.`);
    if (records.length === 0) throw unreadable(input.fileName, 'contains no rows.');
    return records;
  } catch (error) {
    if (error instanceof Error && 'lines' in error) {
      throw unreadable(
        input.fileName,
        `is not valid CSV: line ${String(error.lines)} cannot be read (check its quotes).`,
        error,
      );
    }
    throw error;
  }
}

/** The delimiter that splits the first lines into the same, highest number of cells. Quoted text does not count. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, SNIFFED)
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    return Math.min(...counts) * 100 + (counts[0] ?? 0);
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

function rowText(columns: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, index) => ({ name: columns[index] ?? `Column ${index + 1}`, value: cell.replace(/\s+/g, ' ').trim() }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${escapeMarkdown(name)}: ${escapeMarkdown(value)}`)
    .join('; ');
}

function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let length = 0;
  for (const row of rows) {
    const group = groups.at(-1);
    if (group === undefined || group.length >= ROWS_PER_ARTICLE || length + row.text.length > ARTICLE_MAX) {
      groups.push([row]);
      length = 0;
    } else group.push(row);
    length += row.text.length;
  }
  return groups;
}
