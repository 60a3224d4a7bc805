import { AppError } from '@parley/protocol';
import type { Db, Tx } from '../schema.ts';
import type { WorkspaceLimits } from './workspace-limits.ts';

/** A workspace itself. */
export type Workspace = WorkspaceLimits & { readonly id: string; readonly name: string; readonly createdAt: Date };

const COLUMNS = [
  'id',
  'name',
  'created_at as createdAt',
  'calls_per_minute as perMinute',
  'calls_per_hour as perHour',
] as const;

/** Throws `not_found`. */
export async function getWorkspace(db: Db, id: string): Promise<Workspace> {
  const query = db.selectFrom('workspaces').select(COLUMNS).where('id', '=', id);
  return present(await query.executeTakeFirst());
}

/** The workspace, which stays so until the transaction ends. Throws `not_found`. */
export async function lockWorkspace(tx: Tx, id: string): Promise<Workspace> {
  const query = tx.selectFrom('workspaces').select(COLUMNS).where('id', '=', id);
  return present(await query.forUpdate().executeTakeFirst());
}

/** Gives a workspace another name. */
export async function saveWorkspaceName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('workspaces').set({ name }).where('id', '=', id).execute();
}

function present(found: Workspace | undefined): Workspace {
  if (!found) throw new AppError('not_found', 'There is no such workspace.');
  return found;
}
