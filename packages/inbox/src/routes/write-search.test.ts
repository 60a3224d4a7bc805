import { defaultParseSearch } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { readListSearch } from './list-search.ts';
import { writeSearch } from './write-search.ts';

describe('the address of a screen', () => {
  it('can be read: lists by repeating their name, yes and no without quotes', () => {
    const search = { view: 'mine', status: ['open', 'resolved'], unread: 'true', q: 'late parcel' };
    expect(writeSearch(search)).toBe('?view=mine&q=late+parcel&unread=true&status=open&status=resolved');
    expect(writeSearch({})).toBe('');
  });

  it.each([
    { status: ['open', 'resolved'] },
    { metadata: ['plan:pro, or more', 'seats:5'] },
    { numbers: ['1', '2'] },
    { words: ['true', 'no'] },
    { one: ['alone'] },
    { none: [] },
    { page: 2, isOpen: true, nested: { a: ['b'] } },
    { code: '4421', quoted: '"x"' },
  ])('says what it was given: %j', (search) => {
    expect({ ...defaultParseSearch(writeSearch(search)) }).toEqual(search);
  });

  it('is the same to the list of conversations whichever way yes is written', () => {
    expect(readListSearch(defaultParseSearch(writeSearch({ unread: 'true', q: '4421' })))).toEqual({
      unread: 'true',
      q: '4421',
    });
  });
});
