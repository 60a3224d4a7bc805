import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockWorkspace, saveWorkspaceName, type Workspace } from '../store/workspaces/workspaces.ts';
import type { Deps } from './deps.ts';

/** Gives a workspace another name, and gives the workspace as it is then. */
export async function renameWorkspace(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { name, origin }: { readonly name: string; readonly origin: Origin },
): Promise<Workspace> {
  const { workspaceId } = origin;
  return database.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    if (workspace.name === name) return workspace;
    await saveWorkspaceName(tx, workspaceId, name);
    const target = { type: 'workspace', id: workspaceId };
    await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: 'workspace.rename', target });
    return { ...workspace, name };
  });
}
