import type { TestApp } from './app.ts';

/** Switches the analysis of every workspace off: what it writes, and when, is no part of other stories. */
export async function analyseNothing({ database: { db } }: Pick<TestApp, 'database'>): Promise<void> {
  const workspaces = await db.selectFrom('workspaces').select('id').execute();
  const off = { mode: 'off' as const, rubric: '[]', flag_recipients: [], updated_at: new Date() };
  const rows = workspaces.map(({ id }) => ({ workspace_id: id, ...off }));
  await db
    .insertInto('analysis_settings')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
