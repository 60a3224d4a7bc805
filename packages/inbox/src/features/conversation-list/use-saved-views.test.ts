import type { SavedView } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { readAddress } from './list-address.ts';
import { moved, requestOf, savedOf } from './use-saved-views.ts';

const view = (id: string, position: number): SavedView => ({ id, position }) as SavedView;

describe('a saved view', () => {
  it('shows the list that it was saved from', () => {
    const request = readAddress({ view: 'open', sort: '-priority', metadata: ['plan:pro', 'seats:5'], unread: 'true' });
    expect(requestOf(savedOf(request))).toEqual(request);
    expect(savedOf(request).filter).toEqual({ view: 'open', metadata: ['plan:pro', 'seats:5'], unread: 'true' });
  });

  it('shows everything where it names no view', () => {
    expect(requestOf({ filter: { tag: 'a' }, sort: 'created_at' })).toEqual(
      readAddress({ view: 'all', tag: 'a', sort: 'created_at' }),
    );
  });

  it('moves a step up or down, writing no more positions than it must', () => {
    const views = [view('a', 0), view('b', 1), view('c', 2)];
    expect(moved(views, 'c', -1)).toEqual([
      { id: 'c', change: { position: 1 } },
      { id: 'b', change: { position: 2 } },
    ]);
    expect(moved(views, 'a', -1)).toEqual([]);
    expect(moved([view('a', 0), view('b', 0)], 'b', -1)).toEqual([{ id: 'a', change: { position: 1 } }]);
  });
});
