import type { Tx } from '../schema.ts';

/** Takes a file of the team out of the table; its content is to be removed then. */
export async function removeTeamFile(
  tx: Tx,
  { agentId, id }: { readonly agentId: string; readonly id: string },
): Promise<void> {
  await tx
    .deleteFrom('files')
    .where('id', '=', id)
    .where('agent_id', '=', agentId)
    .where('visitor_id', 'is', null)
    .execute();
}
