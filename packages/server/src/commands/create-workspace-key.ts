import { insertWorkspaceKey } from '../store/workspaces/insert.ts';
import type { CreateDeps } from './create-workspace.ts';

/** Adds a key of the Workspace API, which is shown this once. */
export async function createWorkspaceKey(
  deps: CreateDeps,
  input: { readonly workspaceId: string; readonly name: string },
): Promise<{ readonly id: string; readonly key: string }> {
  const id = deps.ids.uuid();
  const { key, ...hashed } = deps.credentials.workspaceKey();
  await deps.database.transaction((tx) => insertWorkspaceKey(tx, { id, ...input, ...hashed }, deps.clock.now()));
  return { id, key };
}
