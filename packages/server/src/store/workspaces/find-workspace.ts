import type { Db } from '../schema.ts';

/** The installation's first workspace, which the first start made; null before that. */
export async function findFirstWorkspace(db: Db): Promise<{ readonly id: string; readonly name: string } | null> {
  const row = await db.selectFrom('workspaces').select(['id', 'name']).orderBy('created_at').executeTakeFirst();
  return row ?? null;
}

/** Whether there is a workspace of this id. */
export async function hasWorkspace(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('workspaces').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}
