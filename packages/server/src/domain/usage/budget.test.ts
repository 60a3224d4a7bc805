import { describe, expect, it } from 'vitest';
import { type AgentTokens, type BudgetRule, budgetMonth, isUsedUp, standingOf } from './budget.ts';

const ADA = '0198c0de-0000-7000-8000-000000000001';
const EVE = '0198c0de-0000-7000-8000-000000000002';
const PRICES = new Map([['a/large', { inputMicros: 1_000_000, outputMicros: 2_000_000 }]]);
const TAKEN: readonly AgentTokens[] = [
  { agentId: ADA, model: 'a/large', inputTokens: 600, outputTokens: 200 },
  { agentId: EVE, model: 'a/large', inputTokens: 100, outputTokens: 50 },
  { agentId: EVE, model: 'a/small', inputTokens: 40, outputTokens: 10 },
  { agentId: EVE, model: 'builtin', inputTokens: 9_999, outputTokens: 9_999 },
];
const budget = (fields: Partial<BudgetRule>): BudgetRule => ({
  agentId: null,
  unit: 'tokens',
  limit: 1_000,
  atLimit: 'builtin',
  ...fields,
});

describe('how a budget stands', () => {
  it.each([
    ['tokens of the workspace', {}, 1_000, 'reached', []],
    ['tokens of an agent', { agentId: ADA }, 800, 'near', []],
    ['tokens of another', { agentId: EVE }, 200, 'ok', []],
    ['cost of the workspace', { unit: 'cost' }, 1_000 + 200, 'reached', ['a/small']],
    ['cost of an agent', { agentId: EVE, unit: 'cost', limit: 251 }, 200, 'ok', ['a/small']],
    ['cost, close to the limit', { agentId: EVE, unit: 'cost', limit: 250 }, 200, 'near', ['a/small']],
  ] as const)('%s', (_, fields, spent, state, unpricedModels) => {
    const rule = budget(fields);
    const share = spent / rule.limit;
    expect(standingOf(rule, TAKEN, PRICES)).toEqual({ spent, share, state, unpricedModels });
  });
});

describe('at the limit', () => {
  const standing = (fields: Partial<BudgetRule>) => {
    const rule = budget(fields);
    return { rule, ...standingOf(rule, TAKEN, PRICES) };
  };

  it('the model that costs nothing answers for everybody, or for the one agent', () => {
    expect([ADA, EVE].map((id) => isUsedUp(id, [standing({})]))).toEqual([true, true]);
    expect([ADA, EVE].map((id) => isUsedUp(id, [standing({ agentId: ADA, limit: 700 })]))).toEqual([true, false]);
  });

  it('nothing changes where only a warning is wanted, and before it', () => {
    expect(isUsedUp(ADA, [standing({ atLimit: 'warn' }), standing({ limit: 1_001 })])).toBe(false);
  });
});

describe('the month', () => {
  it('begins and ends with the clock on the wall, over a change to summer time', () => {
    expect(budgetMonth(new Date('2026-03-31T21:59:59Z'), 'Europe/Berlin')).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      startsAt: new Date('2026-02-28T23:00:00Z'),
      endsAt: new Date('2026-03-31T22:00:00Z'),
    });
    expect(budgetMonth(new Date('2026-03-31T22:00:00Z'), 'Europe/Berlin').from).toBe('2026-04-01');
  });
});
