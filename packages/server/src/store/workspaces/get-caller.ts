import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** The names of a workspace and of the key or person that calls for it. Throws when either is gone. */
export async function getCaller(
  db: Db,
  workspaceId: string,
  type: 'key' | 'user',
  id: string,
): Promise<{ readonly workspace: string; readonly name: string }> {
  const table = sql.table(type === 'key' ? 'workspace_keys' : 'users');
  const { rows } = await sql<{ workspace: string; name: string }>`
    select w.name as workspace, c.name from workspaces w, ${table} c
    where w.id = ${workspaceId}::uuid and c.id = ${id}::uuid`.execute(db);
  const [caller] = rows;
  if (!caller) throw new Error('the caller is gone');
  return caller;
}
