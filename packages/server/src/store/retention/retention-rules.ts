import { KEEP_ALL, type RetentionRules } from '../../domain/retention/retention.ts';
import type { Db, Tx } from '../schema.ts';

/** The rules of a workspace, with when they were set and last heeded. */
export type StoredRetention = RetentionRules & { readonly updatedAt: Date | null; readonly lastRunAt: Date | null };

const COLUMNS = [
  'conversation_days as conversationDays',
  'attachment_days as attachmentDays',
  'updated_at as updatedAt',
  'last_run_at as lastRunAt',
] as const;

/** The rules of a workspace; where it never had any, everything is kept. */
export async function findRetention(db: Db, workspaceId: string): Promise<StoredRetention> {
  const query = db.selectFrom('retention_rules').select(COLUMNS).where('workspace_id', '=', workspaceId);
  return (await query.executeTakeFirst()) ?? { ...KEEP_ALL, updatedAt: null, lastRunAt: null };
}

/** Puts rules in the place of those before. */
export async function saveRetention(tx: Tx, workspaceId: string, rules: RetentionRules, at: Date): Promise<void> {
  const values = { conversation_days: rules.conversationDays, attachment_days: rules.attachmentDays, updated_at: at };
  await tx
    .insertInto('retention_rules')
    .values({ workspace_id: workspaceId, last_run_at: null, ...values })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute();
}

/** The workspaces that do not keep everything. */
export async function listRetentions(db: Db): Promise<(StoredRetention & { readonly workspaceId: string })[]> {
  return db
    .selectFrom('retention_rules')
    .select('workspace_id as workspaceId')
    .select(COLUMNS)
    .where(({ eb, or }) => or([eb('conversation_days', 'is not', null), eb('attachment_days', 'is not', null)]))
    .orderBy('workspace_id')
    .execute();
}

/** Notes when the rules of a workspace were heeded. */
export async function saveRetentionRun(db: Db, workspaceId: string, at: Date): Promise<void> {
  await db.updateTable('retention_rules').set({ last_run_at: at }).where('workspace_id', '=', workspaceId).execute();
}
