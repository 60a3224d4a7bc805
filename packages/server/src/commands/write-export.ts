import type { ExportShape, ExportSlice, ExportTable } from '../domain/export/exported.ts';
import { csvLine } from '../lib/csv.ts';
import { createJsonLines } from '../presenters/export-json.ts';
import { readSlices } from '../store/exports/read-slices.ts';
import { type ExportSelection, selectConversations } from '../store/exports/select-conversations.ts';
import type { Deps } from './deps.ts';
import { exportTable } from './export-table.ts';

export type ExportJob = {
  readonly workspaceId: string;
  /** A new one for each attempt: what is selected is kept under it, for `removeSelections`. */
  readonly id: string;
  readonly shape: ExportShape;
  readonly selection: ExportSelection;
};

/** How many rows were written, of how many: of conversations that were erased meanwhile there are fewer. */
export type RowCount = { readonly written: number; readonly total: number };

type WriteDeps = Pick<Deps, 'database' | 'clock' | 'spreadsheet'>;

/**
 * The bytes of an export, made as they are read: conversations are selected at one moment, and each is written as it was
 * then. `told` hears how far it is. Holds no more than a few conversations at once, however many there are.
 */
export async function* writeExport(
  deps: WriteDeps,
  job: ExportJob,
  told: (rows: RowCount) => void,
): AsyncGenerator<Buffer> {
  const { format, rows } = job.shape;
  const { conversations, messages } = await selectConversations(deps.database, job, job.selection, deps.clock.now());
  const total = rows === 'message' ? messages : conversations;
  let written = 0;
  told({ written, total });
  const slices = counted(read(deps, job), (slice) => {
    written += rowsOf(slice, job.shape);
    told({ written, total });
  });
  if (format === 'jsonl') yield* jsonFile(slices, job.shape);
  else if (format === 'csv') yield* csvFile(await exportTable(deps, job, slices));
  else yield* deps.spreadsheet(await exportTable(deps, job, slices));
}

type Slices = AsyncIterable<readonly ExportSlice[]>;

/**
 * Reads what is selected. The embedded database has one connection, which everybody waits for: after each page it is left
 * to others for as long as the page took.
 */
async function* read({ database, clock }: WriteDeps, job: ExportJob): AsyncGenerator<readonly ExportSlice[]> {
  const pages = readSlices(database.named, job);
  for (let begun = clock.monotonicMs(); ; begun = clock.monotonicMs()) {
    const page = await pages.next();
    if (page.done) return;
    if (database.kind === 'pglite') await rest(clock.monotonicMs() - begun);
    yield page.value;
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function* counted(
  pages: Slices,
  count: (slice: readonly ExportSlice[]) => void,
): AsyncGenerator<readonly ExportSlice[]> {
  for await (const page of pages) {
    yield page;
    count(page);
  }
}

function rowsOf(slices: readonly ExportSlice[], { rows }: ExportShape): number {
  const of = ({ isLast, messages }: ExportSlice) => (rows === 'message' ? messages.length : Number(isLast));
  return slices.reduce((sum, slice) => sum + of(slice), 0);
}

async function* jsonFile(pages: Slices, { rows }: ExportShape): AsyncGenerator<Buffer> {
  const lines = createJsonLines(rows);
  for await (const page of pages) yield Buffer.from(page.map(lines.add).join(''));
  yield Buffer.from(lines.end());
}

async function* csvFile({ header, rows }: ExportTable): AsyncGenerator<Buffer> {
  // A byte order mark: without it spreadsheets read UTF-8 as something else.
  let text = `\uFEFF${csvLine(header)}`;
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const PIECE = 64 * 1024;
