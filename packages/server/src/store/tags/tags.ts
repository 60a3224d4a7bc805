import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { Db, Tx } from '../schema.ts';

/** A label of the workspace's palette. */
export type Tag = {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly createdAt: Date;
};

export type TagPage = { readonly tags: Tag[]; readonly total: number };

type Paging = { readonly page: number; readonly pageSize: number };

/** The palette, by name. */
export async function listTags(db: Db, workspaceId: string, { page, pageSize }: Paging): Promise<TagPage> {
  const rows = await palette(db, workspaceId)
    .orderBy('name_key')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const { total } = await db
    .selectFrom('conversation_tags')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return { tags: rows.map(tagOf), total };
}

/** The ids of the whole palette. */
export async function listTagIds(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.selectFrom('conversation_tags').select('id').where('workspace_id', '=', workspaceId).execute();
  return rows.map(({ id }) => id);
}

/** A tag of the palette; null when the workspace has none of that id. */
export async function findTag(db: Db, workspaceId: string, id: string): Promise<Tag | null> {
  const row = await palette(db, workspaceId).where('id', '=', id).executeTakeFirst();
  return row ? tagOf(row) : null;
}

/** Those of the given tags that the palette has, by name. */
export async function findTags(db: Db, workspaceId: string, ids: readonly string[]): Promise<Tag[]> {
  if (ids.length === 0) return [];
  const rows = await palette(db, workspaceId).where('id', 'in', ids).orderBy('name_key').execute();
  return rows.map(tagOf);
}

/** The tags of a conversation that the palette still has, by name; null when there is no such conversation. */
export async function listAssignedTags(db: Db, key: ConversationKey): Promise<Tag[] | null> {
  const found = await db
    .selectFrom('conversations')
    .select('tag_ids')
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  return found ? findTags(db, key.workspaceId, found.tag_ids) : null;
}

/** Adds a tag. Throws the database's error 23505 when the palette has that name. */
export async function insertTag(tx: Tx, workspaceId: string, tag: Tag): Promise<void> {
  await tx
    .insertInto('conversation_tags')
    .values({
      workspace_id: workspaceId,
      id: tag.id,
      name: tag.name,
      name_key: keyOf(tag.name),
      color: tag.color,
      created_at: tag.createdAt,
    })
    .execute();
}

/** Keeps what a tag has become; false when it is gone. Throws the database's error 23505 when the palette has that name. */
export async function saveTag(tx: Tx, workspaceId: string, { id, name, color }: Tag): Promise<boolean> {
  const saved = await tx
    .updateTable('conversation_tags')
    .set({ name, name_key: keyOf(name), color })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return saved.length > 0;
}

/** Removes a tag from the palette, and with that from every reader's view; false when it is gone already. */
export async function removeTag(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('conversation_tags')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .execute();
  return removed.length > 0;
}

/** How names are compared: without regard to case and to forms that look the same. */
const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase();

const palette = (db: Db, workspaceId: string) =>
  db
    .selectFrom('conversation_tags')
    .select(['id', 'name', 'color', 'created_at'])
    .where('workspace_id', '=', workspaceId);

type Row = { readonly id: string; readonly name: string; readonly color: string; readonly created_at: Date };

const tagOf = ({ id, name, color, created_at }: Row): Tag => ({ id, name, color, createdAt: created_at });
