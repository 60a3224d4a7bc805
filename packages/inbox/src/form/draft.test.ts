import { expect, it } from 'vitest';
import { changedFields, problemAt } from './draft.ts';

it('tells what differs from what is stored, and forgets what was changed back', () => {
  const stored = { name: 'Table 12', params: [{ key: 'a', value: '1' }], isActive: true };
  expect(changedFields(stored, {})).toEqual({});
  expect(changedFields(stored, { name: 'Table 12', params: [{ key: 'a', value: '1' }] })).toEqual({});
  expect(changedFields(stored, { name: 'Table 13', isActive: false })).toEqual({ name: 'Table 13', isActive: false });
  expect(changedFields(stored, { params: [] })).toEqual({ params: [] });
});

it('finds a problem of a field, and of a part of it', () => {
  const said = { name: 'must not be empty', 'destination.url': 'must be an address', 'params.0.key': 'is too long' };
  expect(problemAt(said, 'name')).toBe('must not be empty');
  expect(problemAt(said, 'destination')).toBe('must be an address');
  expect(problemAt(said, 'param')).toBeUndefined();
  expect(problemAt(said, 'params')).toBe('is too long');
});
