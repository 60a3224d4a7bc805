import { sql } from 'kysely';
import { type Preferences, readPreferences } from '../../domain/people/preferences.ts';
import type { Db } from '../schema.ts';

export type MemberKey = { readonly workspaceId: string; readonly userId: string };

/** How a member wants the inbox of a workspace. */
export async function findPreferences(db: Db, { workspaceId, userId }: MemberKey): Promise<Preferences> {
  const row = await db
    .selectFrom('member_preferences')
    .select('preferences')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return readPreferences(row?.preferences ?? {});
}

/**
 * Keeps what a member has chosen beside what they chose before, in one statement, so that two of their browsers do not
 * undo each other's choices. Gives all of it.
 */
export async function savePreferences(
  db: Db,
  { workspaceId, userId }: MemberKey,
  chosen: Partial<Preferences>,
  at: Date,
): Promise<Preferences> {
  const preferences = JSON.stringify(chosen);
  const row = await db
    .insertInto('member_preferences')
    .values({ workspace_id: workspaceId, user_id: userId, preferences, updated_at: at })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'user_id']).doUpdateSet({
        preferences: sql`member_preferences.preferences || excluded.preferences`,
        updated_at: at,
      }),
    )
    .returning('preferences')
    .executeTakeFirstOrThrow();
  return readPreferences(row.preferences);
}
