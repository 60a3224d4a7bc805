import type { ExportedMessage, ExportShape, ExportSlice, ExportTable } from '../domain/export/exported.ts';
import { columnKeys } from '../domain/export/key-tally.ts';
import { type MessageTally, NOTHING_SAID, tallied } from '../domain/export/message-tally.ts';
import type { Cell } from '../lib/cell.ts';
import { XLSX_LIMITS } from '../lib/xlsx-xml.ts';
import { type Columns, conversationColumns, messageColumns } from '../presenters/export-rows.ts';
import { findKeys } from '../store/exports/find-keys.ts';
import type { SelectionKey } from '../store/exports/selection.ts';
import type { Deps } from './deps.ts';

type Slices = AsyncIterable<readonly ExportSlice[]>;
type Conversation = ExportSlice['conversation'];

/** The table of an export: a first pass over what is selected finds its columns, `slices` are its rows. */
export async function exportTable(
  { database }: Pick<Deps, 'database'>,
  { shape, ...key }: SelectionKey & { readonly shape: ExportShape },
  slices: Slices,
): Promise<ExportTable> {
  const ofMessages = shape.rows === 'message';
  const found = await findKeys(database.named, key, { withOwn: !ofMessages });
  const clientMetadata = columnKeys(found.clientMetadata);
  if (ofMessages) {
    const columns = messageColumns(clientMetadata);
    return { name: 'Messages', header: columns.header, rows: messageRows(columns, slices) };
  }
  const transcriptMax = shape.format === 'xlsx' ? XLSX_LIMITS.characters : undefined;
  const { metadata, dimensions } = found;
  const keys = { metadata: columnKeys(metadata), dimensions: columnKeys(dimensions), clientMetadata };
  const columns = conversationColumns(keys, transcriptMax);
  return { name: 'Conversations', header: columns.header, rows: conversationRows(columns, slices) };
}

async function* messageRows(
  { cells }: Columns<[Conversation, ExportedMessage]>,
  pages: Slices,
): AsyncGenerator<readonly Cell[]> {
  for await (const page of pages) {
    for (const { conversation, messages } of page) for (const message of messages) yield cells(conversation, message);
  }
}

async function* conversationRows(
  { cells }: Columns<[Conversation, MessageTally]>,
  pages: Slices,
): AsyncGenerator<readonly Cell[]> {
  let tally = NOTHING_SAID;
  for await (const page of pages) {
    for (const { conversation, messages, isFirst, isLast } of page) {
      // One that was erased between two slices leaves nothing behind.
      tally = tallied(isFirst ? NOTHING_SAID : tally, messages);
      if (isLast) yield cells(conversation, tally);
    }
  }
}
