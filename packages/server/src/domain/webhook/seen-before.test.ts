import { describe, expect, it } from 'vitest';
import { seenBefore } from './seen-before.ts';

describe('what a snapshot of the database saw', () => {
  it.each([
    ['10:20:', '9', true],
    ['10:20:', '10', true],
    ['10:20:', '19', true],
    ['10:20:', '20', false],
    ['10:20:10,14', '10', false],
    ['10:20:10,14', '12', true],
    ['10:20:10,14', '14', false],
    ['10:20:10,14', '21', false],
    ['9007199254740993:9007199254740995:9007199254740993', '9007199254740993', false],
  ])('%s and transaction %s: %s', (snapshot, xid, seen) => {
    expect(seenBefore(snapshot, xid)).toBe(seen);
  });
});
