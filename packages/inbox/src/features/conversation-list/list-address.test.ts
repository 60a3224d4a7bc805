import { describe, expect, it } from 'vitest';
import { addressOf, isFiltered, isSameRequest, readAddress, withFilter, wordsOf } from './list-address.ts';

describe('the address of a list', () => {
  it('begins with what has not ended, newest message first', () => {
    expect(readAddress({})).toEqual({ view: 'open', sort: '-last_message_at', filter: {} });
    expect(addressOf(readAddress({ view: 'open', sort: '-last_message_at' }))).toEqual({});
  });

  it('is the same after it was read and written', () => {
    const address = {
      view: 'mine',
      sort: '-priority',
      status: ['open', 'resolved'],
      metadata: 'plan:pro',
      unread: 'true',
    };
    expect(addressOf(readAddress(address))).toEqual(address);
  });

  it('leaves alone what is not its own, and knows no views that are none', () => {
    expect(readAddress({ view: 'everything', sort: 'beauty', message: '12', q: '  ' })).toEqual(readAddress({}));
  });

  it('sorts what is searched for as the server does', () => {
    expect(readAddress({ q: 'parcel', sort: '-priority' }).sort).toBe('-last_message_at');
  });

  it('takes a filter away with its last value', () => {
    const request = readAddress({ tag: ['a', 'b'], unread: 'true' });
    expect(withFilter(request, { tag: ['b'] }).filter).toEqual({ tag: 'b', unread: 'true' });
    expect(withFilter(request, { tag: [], unread: undefined }).filter).toEqual({});
    expect(isFiltered(withFilter(request, { tag: [], unread: undefined }))).toBe(false);
  });

  it('knows the same list again, whatever the order of its values', () => {
    const one = readAddress({ view: 'all', status: ['open', 'resolved'], tag: 'a' });
    expect(isSameRequest(one, readAddress({ tag: ['a'], status: ['resolved', 'open'], view: 'all' }))).toBe(true);
    expect(isSameRequest(one, readAddress({ tag: 'a', status: ['resolved', 'open'] }))).toBe(false);
  });

  it('reads values that were separated by commas', () => {
    expect(wordsOf('open, resolved')).toEqual(['open', 'resolved']);
    expect(wordsOf(['open', 'closed,archived'])).toEqual(['open', 'closed', 'archived']);
  });
});
