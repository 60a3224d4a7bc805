import { addDays, dayOf, monthOf, startOfDay } from '../../lib/calendar-days.ts';
import { costOf, FREE_MODEL, type ModelPrices } from './cost-of.ts';

/** A budget for a calendar month, of the workspace or of one agent. */
export type BudgetRule = {
  /** Null for the whole workspace. */
  readonly agentId: string | null;
  readonly unit: 'tokens' | 'cost';
  /** Tokens, or millionths of the currency. */
  readonly limit: number;
  /** At the limit: a warning only, or the model that costs nothing answers until the month ends. */
  readonly atLimit: 'warn' | 'builtin';
};

/** What an agent took of a model. */
export type AgentTokens = {
  readonly agentId: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** How a budget stands. */
export type BudgetStanding = {
  /** In the unit of the budget. */
  readonly spent: number;
  /** `spent` of the limit. */
  readonly share: number;
  /** `near` from 80 % on. */
  readonly state: 'ok' | 'near' | 'reached';
  /** Models that count as nothing in a budget of cost, as they have no price. */
  readonly unpricedModels: readonly string[];
};

/** A month of the calendar, in the time zone of the budgets. */
export type BudgetMonth = {
  readonly from: string;
  /** The last day. */
  readonly to: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
};

const NEAR = 0.8;

/** The percentages at which owners are told, by the state that begins there. */
export const BUDGET_THRESHOLDS = { near: 80, reached: 100 } as const;

/** What a budget is for, as a word: the agent's id or `workspace`. */
export const scopeOf = ({ agentId }: Pick<BudgetRule, 'agentId'>): string => agentId ?? 'workspace';

/** The month that is counted at an instant. */
export function budgetMonth(at: Date, timeZone: string): BudgetMonth {
  const { from, to } = monthOf(dayOf(at, timeZone));
  return { from, to, startsAt: startOfDay(from, timeZone), endsAt: startOfDay(addDays(to, 1), timeZone) };
}

/**
 * How a budget stands, by what the workspace's agents took this month. What the model that costs nothing took counts
 * for no budget: after the limit it answers on.
 */
export function standingOf(rule: BudgetRule, taken: readonly AgentTokens[], prices: ModelPrices): BudgetStanding {
  const counting = taken.filter(
    ({ agentId, model }) => model !== FREE_MODEL && (rule.agentId === null || rule.agentId === agentId),
  );
  const costs = counting.map((tokens) => costOf(tokens, prices));
  const isCost = rule.unit === 'cost';
  const unpriced = counting.filter((_, index) => isCost && costs[index] === null).map(({ model }) => model);
  const amounts = isCost ? costs : counting.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens);
  const spent = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  const share = spent / rule.limit;
  return { spent, share, state: stateOf(share), unpricedModels: [...new Set(unpriced)].toSorted() };
}

const stateOf = (share: number): BudgetStanding['state'] => (share >= 1 ? 'reached' : share >= NEAR ? 'near' : 'ok');

/** Whether the model that costs nothing is to answer for an agent. */
export const isUsedUp = (
  agentId: string,
  standings: readonly (BudgetStanding & { readonly rule: BudgetRule })[],
): boolean =>
  standings.some(
    ({ rule, state }) =>
      state === 'reached' && rule.atLimit === 'builtin' && (rule.agentId === null || rule.agentId === agentId),
  );
