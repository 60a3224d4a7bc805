import { AppError } from '@parley/protocol';
import { sql } from 'kysely';
import type { Tx } from '../schema.ts';

/**
 * Throws `validation_failed` unless the user is a member of the workspace, and keeps it so until the transaction ends:
 * who is being removed at the same time is unassigned afterwards.
 */
export async function requireMember(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from members where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid for share`.execute(
    tx,
  );
  if (rows.length > 0) return;
  const message = 'assigned_to must be the user id of an active member of this workspace.';
  throw new AppError('validation_failed', message, { fields: [{ path: 'assigned_to', message }] });
}
