import type { Db, Tx } from '../schema.ts';

/** The picture of a person as it is stored: a path of ours, or an address elsewhere; null for none. */
export async function findImage(db: Db, userId: string): Promise<string | null> {
  const row = await db.selectFrom('users').select('image').where('id', '=', userId).executeTakeFirst();
  return row?.image ?? null;
}

type NewImage = { readonly userId: string; readonly image: string | null };

/** Sets the picture of a person and gives the one before: of two at once, the second is given that of the first. */
export async function saveImage(tx: Tx, { userId, image }: NewImage, at: Date): Promise<string | null> {
  const before = await tx.selectFrom('users').select('image').where('id', '=', userId).forUpdate().executeTakeFirst();
  await tx.updateTable('users').set({ image, updated_at: at }).where('id', '=', userId).execute();
  return before?.image ?? null;
}

type NewName = { readonly userId: string; readonly name: string };

export async function saveName(tx: Tx, { userId, name }: NewName, at: Date): Promise<void> {
  await tx.updateTable('users').set({ name, updated_at: at }).where('id', '=', userId).execute();
}
