import { describe, expect, it } from 'vitest';
import { decideKey, KEY_LIFETIME_MS, type KeptRequest } from './idempotency.ts';

const AT = new Date('2026-03-02T08:00:00Z');
const after = (ms: number) => new Date(AT.getTime() + ms);
const kept = (fields: Partial<KeptRequest> = {}): KeptRequest => ({
  requestHash: 'hash',
  state: 'running',
  conversationId: 'c',
  messageOrd: 2,
  answer: null,
  createdAt: AT,
  lockedUntil: after(1_000),
  ...fields,
});
const answered = kept({ state: 'answered', answer: 'sealed' });
const stored = { conversationId: 'c', ord: 2 };

describe('a request whose key is known', () => {
  it.each([
    ['another body is refused', kept({ state: 'failed' }), 'other', AT, { type: 'mismatch' }],
    ['another body is refused while the first runs', kept(), 'other', AT, { type: 'mismatch' }],
    ['an answer is replayed', answered, 'hash', after(5_000), { type: 'replay', answer: 'sealed' }],
    ['a twin in flight is waited for', kept(), 'hash', AT, { type: 'wait', stored }],
    ['a twin that died is taken over with its message', kept(), 'hash', after(1_000), { type: 'take', stored }],
    ['a failed one is taken over with its message', kept({ state: 'failed' }), 'hash', AT, { type: 'take', stored }],
    [
      'one that failed before storing is begun again',
      kept({ state: 'failed', conversationId: null, messageOrd: null }),
      'hash',
      AT,
      { type: 'take', stored: null },
    ],
    ['a forgotten key is a new one', answered, 'other', after(KEY_LIFETIME_MS + 1), { type: 'take', stored: null }],
    ['a key is remembered for the whole day', answered, 'other', after(KEY_LIFETIME_MS), { type: 'mismatch' }],
  ] as const)('%s', (_name, request, hash, at, decision) => {
    expect(decideKey(request, hash, at)).toEqual(decision);
  });
});
