import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Cell } from '../lib/cell.ts';
import { SHEET_END, SHEET_HEAD, sheetPath, sheetRow, workbookParts, XLSX_LIMITS } from '../lib/xlsx-xml.ts';

export type Table = {
  /** What the sheets are called; the further ones get numbers. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  /** Rows of a sheet, its header among them: as many as Excel takes unless told. */
  readonly rowsMax?: number;
};

/**
 * The bytes of an XLSX file with a table, on as many sheets as it needs. Rows are taken as the bytes are read, so that
 * memory does not grow with them. Ends `rows` when it is not read to its end.
 */
export async function* xlsxFile({ name, header, rows, rowsMax = XLSX_LIMITS.rows }: Table): AsyncGenerator<Buffer> {
  const source = lookAhead(rows);
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new Error('yazl writes to a stream that is none of ours');
  const ended = new AbortController();
  const filled = fill(zip, { name, header, rowsMax }, source, ended.signal);
  filled.catch((error: Error) => output.destroy(error));
  try {
    for await (const chunk of output) yield chunk;
    await filled;
  } finally {
    ended.abort();
    await source.close();
  }
}

type Sheets = Required<Omit<Table, 'rows'>>;

/** The sheets, one after the other, then the parts that name them. */
async function fill(
  zip: ZipFile,
  { name, header, rowsMax }: Sheets,
  source: LookAhead,
  ended: AbortSignal,
): Promise<void> {
  const names: string[] = [];
  do {
    names.push(names.length === 0 ? name : `${name} ${names.length + 1}`);
    const sheet = Readable.from(sheetXml(header, source, rowsMax), { objectMode: false });
    addAbortSignal(ended, sheet);
    zip.addReadStream(sheet, sheetPath(names.length));
    await finished(sheet);
  } while (await source.hasMore());
  for (const [path, xml] of Object.entries(workbookParts(names))) zip.addBuffer(Buffer.from(xml), path);
  zip.end();
}

/** Rows are given on in pieces: one by one they would be a turn of the event loop each. */
const PIECE = 64 * 1024;

async function* sheetXml(header: readonly string[], source: LookAhead, rowsMax: number): AsyncGenerator<string> {
  let piece = SHEET_HEAD + sheetRow(header, 1);
  for (let number = 2; number <= rowsMax && (await source.hasMore()); number += 1) {
    piece += sheetRow(source.take(), number);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece + SHEET_END;
}

type LookAhead = {
  hasMore(): Promise<boolean>;
  /** The row that `hasMore` has seen. */
  take(): readonly Cell[];
  close(): Promise<void>;
};

/** Whether there is one more sheet depends on whether there is one more row. */
function lookAhead(rows: AsyncIterable<readonly Cell[]>): LookAhead {
  const iterator = rows[Symbol.asyncIterator]();
  let next: readonly Cell[] | undefined;
  let isOver = false;
  return {
    async hasMore() {
      if (next !== undefined || isOver) return next !== undefined;
      const read = await iterator.next();
      if (read.done) isOver = true;
      else next = read.value;
      return !isOver;
    },
    take() {
      if (next === undefined) throw new Error('there is no row to take');
      const row = next;
      next = undefined;
      return row;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
