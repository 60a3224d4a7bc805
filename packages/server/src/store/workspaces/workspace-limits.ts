import type { Tx } from '../schema.ts';

/** A workspace's own limits of the Workspace API; null where those of the installation hold. */
export type WorkspaceLimits = { readonly perMinute: number | null; readonly perHour: number | null };

/** Reads a workspace's limits and holds them until the transaction ends. */
export async function readWorkspaceLimits(tx: Tx, workspaceId: string): Promise<WorkspaceLimits> {
  return tx
    .selectFrom('workspaces')
    .select(['calls_per_minute as perMinute', 'calls_per_hour as perHour'])
    .where('id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Sets a workspace's limits. */
export async function saveWorkspaceLimits(tx: Tx, workspaceId: string, limits: WorkspaceLimits): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ calls_per_minute: limits.perMinute, calls_per_hour: limits.perHour })
    .where('id', '=', workspaceId)
    .execute();
}
