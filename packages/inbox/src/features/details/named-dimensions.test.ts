import { expect, it } from 'vitest';
import { namedDimensions } from './named-dimensions.ts';

it('calls and orders what was found as the rubric does, and what it does not know by its key', () => {
  const rubric = [
    { key: 'matter', name: 'What it is about' },
    { key: 'unasked', name: 'Not found yet' },
    { key: 'churn', name: 'Churn risk' },
  ];
  const found = { old: 1, churn: 'low', matter: 'billing' };
  expect(namedDimensions(rubric, found)).toEqual([
    { key: 'matter', name: 'What it is about', value: 'billing' },
    { key: 'churn', name: 'Churn risk', value: 'low' },
    { key: 'old', name: 'old', value: 1 },
  ]);
  expect(namedDimensions([], { churn: 'low' })).toEqual([{ key: 'churn', name: 'churn', value: 'low' }]);
});
