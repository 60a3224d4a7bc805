import type { InboxRow } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { pageOf, placeRows, type RowPage, rowsOf, withoutRow } from './place-rows.ts';

/** A row whose last message came so many minutes after twelve. */
function row(id: string, minute: number, more: Partial<InboxRow> = {}): InboxRow {
  const at = `2026-05-22T12:${String(minute).padStart(2, '0')}:00.000+00:00`;
  return { id, seq: 1, last_message_at: at, created_at: at, priority: 'medium', ...more } as InboxRow;
}

const two = [pageOf([row('a', 50), row('b', 40)], 'next'), pageOf([row('c', 30), row('d', 20)], 'more')];
const place = (
  pages: readonly RowPage[],
  asked: string[],
  rows: InboxRow[],
  sort: '-last_message_at' | '-priority' | 'priority' | 'created_at' = '-last_message_at',
) => placeRows(pages, { asked: new Set(asked), rows, sort });
const ids = (pages: readonly RowPage[]) => rowsOf(pages).map(({ id }) => id);

describe('rows that have changed', () => {
  it('stand where the order says', () => {
    expect(ids(place(two, ['c'], [row('c', 55)]))).toEqual(['c', 'a', 'b', 'd']);
    expect(ids(place(two, ['new'], [row('new', 45)]))).toEqual(['a', 'new', 'b', 'c', 'd']);
    expect(ids(place(two, ['a'], [row('a', 35)]))).toEqual(['b', 'a', 'c', 'd']);
  });

  it('leave when they do not belong to the list any more', () => {
    expect(ids(place(two, ['b', 'd'], []))).toEqual(['a', 'c']);
    expect(ids(withoutRow(two, 'a'))).toEqual(['b', 'c', 'd']);
  });

  it('come with their page where they belong behind what has been read', () => {
    expect(ids(place(two, ['new'], [row('new', 10)]))).toEqual(['a', 'b', 'c', 'd']);
    const whole = [...two.slice(0, 1), pageOf([row('c', 30), row('d', 20)], null)];
    expect(ids(place(whole, ['new'], [row('new', 10)]))).toEqual(['a', 'b', 'c', 'd', 'new']);
    expect(ids(place([pageOf([], null)], ['new'], [row('new', 10)]))).toEqual(['new']);
  });

  it('miss nothing between the rows that are there and where the page ended', () => {
    const moved = place(two, ['d'], [row('d', 58)]);
    expect(ids(place(moved, ['new'], [row('new', 25)]))).toEqual(['d', 'a', 'b', 'c', 'new']);
  });

  it('are not overtaken by older answers', () => {
    const newer = place(two, ['c'], [row('c', 55, { seq: 9, unread: true })]);
    const [first] = rowsOf(place(newer, ['c'], [row('c', 30, { seq: 8, unread: false })]));
    expect(first).toMatchObject({ id: 'c', seq: 9, unread: true });
  });

  it('keep pages that have none of them as they are', () => {
    const [first, second] = place(two, ['c'], [row('c', 31)]);
    expect(first).toBe(two[0]);
    expect(second).not.toBe(two[1]);
  });

  it('go by priority, and within one by the newest message', () => {
    const pages = [pageOf([row('a', 10, { priority: 'high' }), row('b', 50), row('c', 40)], null)];
    const high = row('new', 20, { priority: 'high' });
    expect(ids(place(pages, ['new'], [high], '-priority'))).toEqual(['new', 'a', 'b', 'c']);
    const low = [pageOf([row('b', 50, { priority: 'low' }), row('a', 10)], null)];
    expect(ids(place(low, ['new'], [row('new', 5, { priority: 'low' })], 'priority'))).toEqual(['b', 'new', 'a']);
  });

  it('go by their beginning, the oldest first, and by id where that is the same', () => {
    const pages = [pageOf([row('a', 10), row('c', 30)], null)];
    expect(ids(place(pages, ['b'], [row('b', 10)], 'created_at'))).toEqual(['a', 'b', 'c']);
  });
});

describe('pages', () => {
  it('show a row once that moved while they were read', () => {
    expect(ids([pageOf([row('a', 50), row('b', 40)], 'next'), pageOf([row('b', 40), row('c', 30)], null)])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
