import { sql } from 'kysely';
import type { BudgetRule } from '../../domain/usage/budget.ts';
import type { StoredPrice } from '../../domain/usage/stored-price.ts';
import type { Db, Tx } from '../schema.ts';

/** What a workspace has set of prices and budgets. */
export type UsageSettings = {
  readonly workspaceId: string;
  /** Null while no price is set. */
  readonly currency: string | null;
  readonly prices: readonly StoredPrice[];
  readonly pricesUpdatedAt: Date | null;
  /** In which months of budgets begin. */
  readonly timeZone: string;
  readonly budgets: readonly BudgetRule[];
  readonly budgetsUpdatedAt: Date | null;
};

const COLUMNS = [
  'workspace_id as workspaceId',
  'currency',
  'prices',
  'prices_updated_at as pricesUpdatedAt',
  'time_zone as timeZone',
  'budgets',
  'budgets_updated_at as budgetsUpdatedAt',
] as const;

/** What a workspace has set; nothing, where it has set nothing. */
export async function findUsageSettings(db: Db, workspaceId: string): Promise<UsageSettings> {
  const row = await db
    .selectFrom('usage_settings')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  const nothing = { currency: null, prices: [], pricesUpdatedAt: null, timeZone: 'UTC', budgets: [] };
  return row ?? { workspaceId, ...nothing, budgetsUpdatedAt: null };
}

/** The same while no other transaction changes it. Call it before the settings are saved. */
export async function lockUsageSettings(tx: Tx, workspaceId: string): Promise<UsageSettings> {
  await tx
    .insertInto('usage_settings')
    .values({ workspace_id: workspaceId, currency: null, prices_updated_at: null, budgets_updated_at: null })
    .onConflict((conflict) => conflict.column('workspace_id').doNothing())
    .execute();
  return tx
    .selectFrom('usage_settings')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Saves prices of a workspace of which the settings are locked. */
export async function savePrices(
  tx: Tx,
  { workspaceId, currency, prices, pricesUpdatedAt }: Omit<UsageSettings, 'timeZone' | 'budgets' | 'budgetsUpdatedAt'>,
): Promise<void> {
  await tx
    .updateTable('usage_settings')
    .set({ currency, prices: JSON.stringify(prices), prices_updated_at: pricesUpdatedAt })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Saves budgets of a workspace of which the settings are locked. */
export async function saveBudgets(
  tx: Tx,
  { workspaceId, timeZone, budgets, budgetsUpdatedAt }: Omit<UsageSettings, 'currency' | 'prices' | 'pricesUpdatedAt'>,
): Promise<void> {
  await tx
    .updateTable('usage_settings')
    .set({ time_zone: timeZone, budgets: JSON.stringify(budgets), budgets_updated_at: budgetsUpdatedAt })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** What every workspace with a budget has set. */
export async function listBudgeted(db: Db): Promise<UsageSettings[]> {
  return (
    db
      .selectFrom('usage_settings')
      .select(COLUMNS)
      // In the words of its index.
      .where(sql<boolean>`budgets <> '[]'::jsonb`)
      .execute()
  );
}
