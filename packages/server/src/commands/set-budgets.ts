import type { Origin } from '../domain/people/origin.ts';
import { type BudgetRule, scopeOf } from '../domain/usage/budget.ts';
import { checkBudgets } from '../domain/usage/check-settings.ts';
import { listWorkspaceAgents } from '../store/agents/list-agents.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { forgetBudgetAlerts } from '../store/usage/budget-alerts.ts';
import { lockUsageSettings, saveBudgets } from '../store/usage/usage-settings.ts';
import type { Deps } from './deps.ts';
import { BUDGETS_CHANNEL } from './watch-budgets.ts';

export type BudgetsChange = {
  readonly origin: Origin;
  readonly timeZone: string;
  readonly budgets: readonly BudgetRule[];
};

/**
 * Sets all budgets of a workspace; they hold from the next turn on. Throws `validation_failed` for a budget of an agent that
 * is not there, and for two of the same.
 */
export async function setBudgets(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus' | 'budgets'>,
  { origin, timeZone, budgets }: BudgetsChange,
): Promise<void> {
  const { workspaceId } = origin;
  const at = deps.clock.now();
  await deps.database.transaction(async (tx) => {
    const before = await lockUsageSettings(tx, workspaceId);
    checkBudgets(
      budgets,
      (await listWorkspaceAgents(tx, workspaceId)).map(({ id }) => id),
    );
    await saveBudgets(tx, { workspaceId, timeZone, budgets, budgetsUpdatedAt: at });
    await forgetBudgetAlerts(tx, workspaceId, changedScopes(before.budgets, budgets));
    const details = { time_zone: timeZone, budgets: budgets.map((rule) => ({ ...rule })) };
    const target = { type: 'workspace', id: workspaceId };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'budgets.set', target, details });
  });
  deps.bus.publish(BUDGETS_CHANNEL, {});
  await deps.budgets.refresh();
}

/** Of a budget that has become another, owners are told anew. */
function changedScopes(before: readonly BudgetRule[], after: readonly BudgetRule[]): string[] {
  const amountOf = ({ unit, limit }: BudgetRule): string => `${limit} ${unit}`;
  const kept = new Map(before.map((rule) => [scopeOf(rule), amountOf(rule)]));
  return after.filter((rule) => kept.get(scopeOf(rule)) !== amountOf(rule)).map(scopeOf);
}
