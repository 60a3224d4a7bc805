import type { InboxRow } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { placeOf } from './use-cursor.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as InboxRow);

describe('the row that keys act on', () => {
  it('stays the same conversation wherever it moves', () => {
    expect(placeOf({ id: 'b', index: 1 }, rows('b', 'a', 'c'))).toBe(0);
  });

  it('is the next one when it leaves the list, and the last one at its end', () => {
    expect(placeOf({ id: 'gone', index: 1 }, rows('a', 'c', 'd'))).toBe(1);
    expect(placeOf({ id: 'gone', index: 2 }, rows('a', 'b'))).toBe(1);
    expect(placeOf({ id: 'gone', index: 2 }, [])).toBe(-1);
  });

  it('is none before there is one', () => {
    expect(placeOf(null, rows('a'))).toBe(-1);
    expect(placeOf({ id: 'elsewhere', index: -1 }, rows('a'))).toBe(-1);
  });
});
