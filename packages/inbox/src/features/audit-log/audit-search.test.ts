import { expect, it } from 'vitest';
import { boundsOf, readAuditSearch } from './audit-search.ts';

it('takes from an address what it can mean', () => {
  const search = { actor: 'u-1', topic: 'team', target: '', from: '2026-05-22', to: 'yesterday', page: 3 };
  expect(readAuditSearch(search)).toEqual({ actor: 'u-1', topic: 'team', from: '2026-05-22' });
  expect(readAuditSearch({ topic: 'toString', actor: 7 })).toEqual({});
});

it('means whole days of the reader', () => {
  const { from, to } = boundsOf({ from: '2026-05-22', to: '2026-05-22' });
  expect(new Date(to ?? 0).getTime() - new Date(from ?? 0).getTime()).toBe(86_399_999);
  expect(boundsOf({})).toEqual({});
});
