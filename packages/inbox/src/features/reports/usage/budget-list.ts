import type { Budget, Budgets } from '@parley/protocol/api';

/** What of a budget is set. */
export type NewBudget = Pick<Budget, 'chatbot_id' | 'unit' | 'limit' | 'at_limit'>;

/** What is done to the budgets: to those that hold when it is saved, and not to those that were on screen. */
export type BudgetChange =
  | { readonly type: 'add'; readonly budget: NewBudget }
  | { readonly type: 'remove'; readonly of: Budget['chatbot_id'] };

/** All budgets after a change, as they are sent; `zone` is the time zone of the first one. */
export function budgetsAfter({ budgets, time_zone }: Budgets, change: BudgetChange, zone: string) {
  const kept =
    change.type === 'add' ? [...budgets, change.budget] : budgets.filter(({ chatbot_id: id }) => id !== change.of);
  return {
    time_zone: budgets.length > 0 ? time_zone : zone,
    budgets: kept.map(({ chatbot_id, unit, limit, at_limit }): NewBudget => ({ chatbot_id, unit, limit, at_limit })),
  };
}
