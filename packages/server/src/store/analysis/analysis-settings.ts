import { type AnalysisSettings, DEFAULT_ANALYSIS } from '../../domain/analysis/rubric.ts';
import type { Db, Tx } from '../schema.ts';

export type StoredAnalysisSettings = AnalysisSettings & { readonly updatedAt: Date | null };

/** How a workspace is analysed. */
export async function findAnalysisSettings(db: Db, workspaceId: string): Promise<StoredAnalysisSettings> {
  const row = await db
    .selectFrom('analysis_settings')
    .select(['mode', 'rubric', 'flag_recipients as flagRecipients', 'updated_at as updatedAt'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row ?? { ...DEFAULT_ANALYSIS, updatedAt: null };
}

/** Puts settings in the place of those before. */
export async function saveAnalysisSettings(
  tx: Tx,
  workspaceId: string,
  { mode, rubric, flagRecipients }: AnalysisSettings,
  at: Date,
): Promise<void> {
  const values = {
    mode,
    rubric: JSON.stringify(rubric),
    flag_recipients: [...flagRecipients],
    updated_at: at,
  };
  await tx
    .insertInto('analysis_settings')
    .values({ workspace_id: workspaceId, ...values })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute();
}
