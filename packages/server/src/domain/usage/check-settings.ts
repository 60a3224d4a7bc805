import { AppError } from '@parley/protocol';
import { type BudgetRule, scopeOf } from './budget.ts';
import { FREE_MODEL } from './cost-of.ts';
import type { StoredPrice } from './stored-price.ts';

/** Throws `validation_failed` for a budget of an agent that is not there, and for a second one of the same. */
export function checkBudgets(budgets: readonly BudgetRule[], agentIds: readonly string[]): void {
  const scopes = budgets.map(scopeOf);
  for (const [index, { agentId }] of budgets.entries()) {
    const path = `budgets.${index}.chatbot_id`;
    if (agentId !== null && !agentIds.includes(agentId)) throw refusal(path, 'must be a chatbot of the workspace');
    if (scopes.indexOf(agentId ?? 'workspace') < index) throw refusal(path, 'has a budget already');
  }
}

/** Throws `validation_failed` for a second price of a model, and for one of the model that costs nothing. */
export function checkPrices(prices: readonly StoredPrice[]): void {
  const models = prices.map(({ model }) => model);
  for (const [index, model] of models.entries()) {
    const path = `prices.${index}.model`;
    if (model === FREE_MODEL) throw refusal(path, 'costs nothing: it has no price');
    if (models.indexOf(model) < index) throw refusal(path, 'has a price already');
  }
}

const refusal = (path: string, message: string): AppError =>
  new AppError('validation_failed', `${path} ${message}.`, { reason: 'invalid_payload', fields: [{ path, message }] });
