import type { CannedReply } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { cannedMatches, cannedQuery } from './canned-search.ts';

const reply = (shortcut: string, title: string, body = ''): CannedReply => ({
  object: 'canned_reply',
  id: shortcut,
  shortcut,
  title,
  body,
  created_at: '',
  updated_at: '',
});

describe('canned replies behind a slash', () => {
  it.each([
    ['/', ''],
    ['/ref', 'ref'],
    ['/two words', 'two words'],
    ['text', null],
    ['a /ref', null],
    ['/usr/bin', null],
    ['/ref\nmore', null],
  ])('%j asks for %j', (text, query) => {
    expect(cannedQuery(text)).toBe(query);
  });

  it('finds by shortcut, title and words, those that begin so first', () => {
    const all = [reply('greet', 'Refund hello'), reply('refund', 'We pay back'), reply('zoll', 'Straße', 'Rückgabe')];
    expect(cannedMatches(all, 'ref').map(({ id }) => id)).toEqual(['refund', 'greet']);
    expect(cannedMatches(all, 'ruck').map(({ id }) => id)).toEqual(['zoll']);
    expect(cannedMatches(all, 'pay back').map(({ id }) => id)).toEqual(['refund']);
    expect(cannedMatches(all, 'nothing')).toEqual([]);
  });
});
