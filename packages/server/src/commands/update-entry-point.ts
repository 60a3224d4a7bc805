import {
  changedParts,
  changeEntryPoint,
  type EntryPoint,
  type EntryPointChange,
} from '../domain/entry-points/entry-point.ts';
import type { Origin } from '../domain/people/origin.ts';
import { requireAgent } from '../store/agents/require-agent.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import {
  type EntryPointRef,
  getEntryPoint,
  type ListedEntryPoint,
  lockEntryPoint,
  saveEntryPoint,
} from '../store/entry-points/entry-points.ts';
import type { Tx } from '../store/schema.ts';
import { takenOr } from './create-entry-point.ts';
import type { Deps } from './deps.ts';

type UpdateDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;

export type UpdateEntryPointInput = {
  readonly entry: Omit<EntryPointRef, 'workspaceId'>;
  readonly change: EntryPointChange;
  readonly origin: Origin;
};

/** Changes a QR code, a product or an object. Throws `not_found`, and `conflict` when its new GTIN is taken. */
export async function updateEntryPoint(
  deps: UpdateDeps,
  { entry, change, origin }: UpdateEntryPointInput,
): Promise<ListedEntryPoint> {
  try {
    return await deps.database.transaction(async (tx) => {
      const state = await lockEntryPoint(tx, { ...entry, workspaceId: origin.workspaceId });
      return saveChange(deps, tx, { state, change, origin });
    });
  } catch (error) {
    throw takenOr(error);
  }
}

export type SaveChangeInput = {
  readonly state: EntryPoint;
  readonly change: EntryPointChange;
  readonly origin: Origin;
};

/** Saves a change of one that the transaction holds; without effect it leaves no trace. */
export async function saveChange(
  { clock, ids }: UpdateDeps,
  tx: Tx,
  { state, change, origin }: SaveChangeInput,
): Promise<ListedEntryPoint> {
  const { workspaceId, type, id } = state;
  const at = clock.now();
  const next = changeEntryPoint(state, change, at);
  const changed = changedParts(state, next);
  if (changed.length > 0) {
    if (changed.includes('destination') && next.destination?.type === 'chatbot') {
      await requireAgent(tx, workspaceId, next.destination.agentId);
    }
    await saveEntryPoint(tx, next);
    const verb = changed.includes('status') && next.status === 'archived' ? 'archive' : 'update';
    const told = { action: `${type}.${verb}`, target: { type, id }, details: { changed } };
    await insertAudit(tx, { id: ids.uuid(), at, origin, ...told });
  }
  return getEntryPoint(tx, { workspaceId, type, ref: id });
}
