import { AppError, type EntryPointType } from '@parley/protocol';
import { type EntryPointChange, newEntryPoint } from '../domain/entry-points/entry-point.ts';
import type { Origin } from '../domain/people/origin.ts';
import { requireAgent } from '../store/agents/require-agent.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { isDatabaseError } from '../store/db/database.ts';
import { getEntryPoint, insertEntryPoint, type ListedEntryPoint } from '../store/entry-points/entry-points.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type EntryPointDeps = Pick<Deps, 'database' | 'clock' | 'ids'> & {
  /** Random letters and digits, for the end of a link. */
  readonly newCode: () => string;
};

export type CreateEntryPointInput = {
  readonly type: EntryPointType;
  readonly given: EntryPointChange & { readonly name: string };
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside: (tx: Tx, made: ListedEntryPoint) => Promise<void>;
};

const UNIQUE_VIOLATION = '23505';

/** Adds a QR code, a product or an object. Throws `conflict` when its GTIN or external id is taken. */
export async function createEntryPoint(deps: EntryPointDeps, input: CreateEntryPointInput): Promise<ListedEntryPoint> {
  try {
    return await deps.database.transaction((tx) => addEntryPoint(deps, tx, input));
  } catch (error) {
    throw takenOr(error);
  }
}

/** The same inside a transaction, with the database's own error for what is taken. */
export async function addEntryPoint(
  { clock, ids, newCode }: EntryPointDeps,
  tx: Tx,
  { type, given, origin, alongside }: CreateEntryPointInput,
): Promise<ListedEntryPoint> {
  const { workspaceId } = origin;
  const at = clock.now();
  const entry = newEntryPoint({ workspaceId, id: ids.uuid(), type, slug: newCode() }, given, at);
  if (entry.destination?.type === 'chatbot') await requireAgent(tx, workspaceId, entry.destination.agentId);
  await insertEntryPoint(tx, entry);
  await insertAudit(tx, { id: ids.uuid(), at, origin, action: `${type}.create`, target: { type, id: entry.id } });
  const made = await getEntryPoint(tx, { workspaceId, type, ref: entry.id });
  await alongside(tx, made);
  return made;
}

/** Whether what was to be unique exists already. */
export const isTaken = (error: unknown): boolean => isDatabaseError(error, UNIQUE_VIOLATION);

/** The refusal for what is taken; any other error as it is. */
export function takenOr(error: unknown): unknown {
  if (!isTaken(error)) return error;
  return new AppError('conflict', 'Another entry point of this workspace has this number or id.', undefined, error);
}
