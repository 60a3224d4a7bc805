import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** A script that sites may still load, of this version or of an older one. */
export type StoredAsset = {
  readonly path: string;
  readonly content: Buffer;
  readonly contentType: string;
  readonly integrity: string;
};

/** Which of these paths are kept already. */
export async function listKeptPaths(db: Kysely<Schema>, paths: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('widget_assets')
    .select('path')
    .where('path', 'in', [...paths])
    .execute();
  return rows.map(({ path }) => path);
}

/** Keeps scripts for good; a path that is kept already stays as it is. */
export async function insertAssets(db: Kysely<Schema>, assets: readonly StoredAsset[], at: Date): Promise<void> {
  await db
    .insertInto('widget_assets')
    .values(
      assets.map(({ path, content, contentType, integrity }) => ({
        path,
        content,
        content_type: contentType,
        integrity,
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The script that a path names; null when it never was one. */
export async function findStoredAsset(db: Kysely<Schema>, path: string): Promise<StoredAsset | null> {
  const row = await db.selectFrom('widget_assets').selectAll().where('path', '=', path).executeTakeFirst();
  if (!row) return null;
  return {
    path: row.path,
    content: Buffer.from(row.content),
    contentType: row.content_type,
    integrity: row.integrity,
  };
}
