import type { Budget, Budgets } from '@parley/protocol/api';
import { expect, it } from 'vitest';
import { budgetsAfter } from './budget-list.ts';

const set = (chatbot_id: string | null) => ({ chatbot_id, unit: 'tokens', limit: 100, at_limit: 'warn' }) as const;
const budget = (id: string | null): Budget => ({ ...set(id), spent: 7, share: 0.07, state: 'ok', unpriced_models: [] });
const list = (...ids: readonly (string | null)[]): Budgets => ({
  object: 'budgets',
  time_zone: 'Europe/Berlin',
  month: { from: '2026-11-01', to: '2026-11-30' },
  currency: null,
  budgets: ids.map(budget),
  updated_at: null,
});

it('removes the one that was meant, and leaves what others have set', () => {
  expect(budgetsAfter(list(null, 'a', 'b'), { type: 'remove', of: 'a' }, 'UTC')).toEqual({
    time_zone: 'Europe/Berlin',
    budgets: [set(null), set('b')],
  });
});

it('adds one to those that hold, the first one in the zone of who sets it', () => {
  const add = { type: 'add', budget: set('a') } as const;
  expect(budgetsAfter(list(null), add, 'UTC')).toEqual({ time_zone: 'Europe/Berlin', budgets: [set(null), set('a')] });
  expect(budgetsAfter(list(), add, 'UTC')).toEqual({ time_zone: 'UTC', budgets: [set('a')] });
});
