import { AppError } from '@parley/protocol';
import type { Export } from '../domain/export/exported.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { callOff, findExport } from '../store/exports/exports.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type CancelExportInput = {
  readonly origin: Origin;
  readonly id: string;
  readonly alongside?: (tx: Tx, exported: Export) => Promise<void>;
};

/** Calls an export off; one that has ended stays as it is. Whoever writes it learns of it within a second. */
export async function cancelExport(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { origin, id, alongside }: CancelExportInput,
): Promise<Export> {
  const at = clock.now();
  const ref = { workspaceId: origin.workspaceId, id };
  return database.transaction(async (tx) => {
    const target = { type: 'export', id };
    const isOff = await callOff(tx, ref, at);
    if (isOff) await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'export.cancel', target });
    const exported = await findExport(tx, ref);
    if (!exported) throw new AppError('not_found', 'There is no such export.');
    await alongside?.(tx, exported);
    return exported;
  });
}
