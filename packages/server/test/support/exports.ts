import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { runExport } from '../../src/commands/run-export.ts';
import { writeExport } from '../../src/commands/write-export.ts';
import type { Parley } from '../../src/compose.ts';
import type { ExportShape } from '../../src/domain/export/exported.ts';
import type { ExportSelection } from '../../src/store/exports/select-conversations.ts';
import type { TestApp } from './app.ts';

const NEVER = new AbortController().signal;

/** Writes every export that waits, as the background does; gives how many they were. */
export async function runExports({ deps }: Pick<Parley, 'deps'>, stopping = NEVER): Promise<number> {
  let count = 0;
  while (await runExport(deps, stopping)) count += 1;
  return count;
}

/** What an export of the test's workspace would be, as bytes; of all its conversations unless told. */
export async function exportedBytes(
  { parley: { deps }, database }: TestApp,
  shape: ExportShape,
  selection: ExportSelection = { scope: 'workspace', filter: {} },
): Promise<Buffer> {
  const { id: workspaceId } = await database.db
    .selectFrom('workspaces')
    .select('id')
    .orderBy('created_at')
    .executeTakeFirstOrThrow();
  const pieces: Buffer[] = [];
  const job = { workspaceId, id: deps.ids.uuid(), shape, selection };
  for await (const piece of writeExport(deps, job, () => {})) pieces.push(piece);
  return Buffer.concat(pieces);
}

export type Row = Record<string, string>;

/** The rows of a CSV file, by the names of its columns. */
export const readCsv = (bytes: Buffer): Row[] => parse(bytes, { columns: true, bom: true });

/** What the lines of a file of JSON hold. */
// biome-ignore lint/suspicious/noExplicitAny: what a line holds is what each test looks at.
export const readLines = (bytes: Buffer): any[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** The sheets of an XLSX file, as another program reads them. */
export const readSheets = (bytes: Buffer) => readXlsxFile(bytes, { trim: false });
