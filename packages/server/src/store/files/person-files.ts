import type { Db, Tx } from '../schema.ts';
import type { StoredFile } from './files.ts';

export type NewPersonFile = Omit<StoredFile, 'name'> & { readonly userId: string; readonly createdAt: Date };

/** Notes a picture of a person; its content is written after. */
export async function insertPersonFile(db: Db, file: NewPersonFile): Promise<void> {
  const { id, userId, contentType, size, createdAt } = file;
  const nobodys = { workspace_id: null, agent_id: null, visitor_id: null, conversation_id: null };
  await db
    .insertInto('files')
    .values({
      ...nobodys,
      id,
      user_id: userId,
      name: 'picture',
      content_type: contentType,
      size,
      created_at: createdAt,
    })
    .execute();
}

/** What a person's picture is, by the file's id; null for files of anybody else, and for none. */
export async function findPersonFile(db: Db, id: string): Promise<{ readonly contentType: string } | null> {
  const row = await db
    .selectFrom('files')
    .select('content_type')
    .where('id', '=', id)
    .where('user_id', 'is not', null)
    .executeTakeFirst();
  return row ? { contentType: row.content_type } : null;
}

/** Takes a picture out of the table; its content is to be removed then. */
export async function removePersonFile(tx: Tx, { userId, id }: { userId: string; id: string }): Promise<void> {
  await tx.deleteFrom('files').where('id', '=', id).where('user_id', '=', userId).execute();
}
