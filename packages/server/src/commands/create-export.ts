import { AppError } from '@parley/protocol';
import { EXPORTS_UNDER_WAY_MAX } from '../domain/export/export-rules.ts';
import type { Export, ExportShape } from '../domain/export/exported.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { countUnderWay, insertExport } from '../store/exports/exports.ts';
import type { ExportSelection } from '../store/exports/select-conversations.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type CreateExportInput = {
  readonly origin: Origin;
  readonly shape: ExportShape;
  /** As it was asked for. */
  readonly filter: JsonObject;
  readonly selection: ExportSelection;
  readonly alongside?: (tx: Tx, added: Export) => Promise<void>;
};

/** Where it is told that an export waits. */
export const EXPORT_CHANNEL = 'exports';

/** Asks for an export: it is written as soon as a server has time. Throws `conflict` when too many wait already. */
export async function createExport(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus'>,
  { origin, shape, filter, selection, alongside }: CreateExportInput,
): Promise<Export> {
  const { workspaceId } = origin;
  const at = deps.clock.now();
  const added: Export = {
    ...shape,
    workspaceId,
    id: deps.ids.uuid(),
    agentId: selection.scope === 'agent' ? selection.agentId : null,
    createdBy: origin.actor,
    filter,
    state: 'waiting',
    claim: null,
    rowsWritten: 0,
    rowsTotal: null,
    bytes: 0,
    error: null,
    createdAt: at,
    endedAt: null,
    expiresAt: null,
  };
  await deps.database.transaction(async (tx) => {
    if ((await countUnderWay(tx, workspaceId)) >= EXPORTS_UNDER_WAY_MAX) throw tooMany();
    await insertExport(tx, { ...added, selection });
    const target = { type: 'export', id: added.id };
    // Which filters, but not what was looked for: that may be the words of a visitor.
    const details = { ...shape, filters: Object.keys(filter) };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'export.create', target, details });
    await alongside?.(tx, added);
  });
  deps.bus.publish(EXPORT_CHANNEL, {});
  return added;
}

function tooMany(): AppError {
  const message = `${EXPORTS_UNDER_WAY_MAX} exports are under way already: wait for one to end, or call one off.`;
  return new AppError('conflict', message, { reason: 'too_many_exports' });
}
