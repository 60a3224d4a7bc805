import type { Export } from '../domain/export/exported.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Deps } from './deps.ts';

/** Writes down that somebody fetches the file of an export: `origin` is who was given the address, and from where it is. */
export async function noteDownload(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { id, format, rows, rowsWritten }: Export,
  origin: Origin,
): Promise<void> {
  const target = { type: 'export', id };
  const details = { format, rows, rows_written: rowsWritten };
  const entry = { id: ids.uuid(), at: clock.now(), origin, action: 'export.download', target, details };
  await database.transaction((tx) => insertAudit(tx, entry));
}
