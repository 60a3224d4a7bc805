import type { Db, Tx } from '../schema.ts';

/** A budget at a percentage in a month; `month` is its first day. */
export type BudgetAlert = {
  readonly workspaceId: string;
  readonly scope: string;
  readonly month: string;
  readonly threshold: number;
};

/** What owners of some workspaces were told, of any month. */
export async function listBudgetAlerts(db: Db, workspaceIds: readonly string[]): Promise<BudgetAlert[]> {
  if (workspaceIds.length === 0) return [];
  return db
    .selectFrom('budget_alerts')
    .select(['workspace_id as workspaceId', 'scope', 'month', 'threshold'])
    .where('workspace_id', 'in', [...workspaceIds])
    .execute();
}

/** Notes that owners are told; false when they were before. */
export async function insertBudgetAlert(tx: Tx, { workspaceId, ...alert }: BudgetAlert, at: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('budget_alerts')
    .values({ workspace_id: workspaceId, ...alert, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('scope')
    .execute();
  return inserted.length > 0;
}

/** Forgets what owners were told of some budgets: they became others. */
export async function forgetBudgetAlerts(tx: Tx, workspaceId: string, scopes: readonly string[]): Promise<void> {
  if (scopes.length === 0) return;
  await tx
    .deleteFrom('budget_alerts')
    .where('workspace_id', '=', workspaceId)
    .where('scope', 'in', [...scopes])
    .execute();
}
