import type { Export } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { isOnItsWay, shareOf } from './use-exports.ts';

const written = (state: Export['state'], rows: number, total: number | null): Export =>
  ({ state, rows_written: rows, rows_total: total }) as Export;

describe('how far an export has come', () => {
  it('is not known before its rows are counted', () => {
    expect(shareOf(written('waiting', 0, null))).toBeNull();
    expect(shareOf(written('running', 0, 0))).toBeNull();
  });

  it('is the share of rows that are written, and all of it once it is done', () => {
    expect(shareOf(written('running', 1_000, 4_000))).toBe(0.25);
    expect(shareOf(written('running', 4_001, 4_000))).toBe(1);
    expect(shareOf(written('done', 0, 0))).toBe(1);
  });

  it('is asked for until it has ended, one way or the other', () => {
    const states = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
    expect(states.filter((state) => isOnItsWay({ state }))).toEqual(['waiting', 'running']);
  });
});
