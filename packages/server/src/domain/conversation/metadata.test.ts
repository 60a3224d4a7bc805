import { AppError } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { isSameJson } from '../../lib/same-json.ts';
import type { Conversation } from './conversation.ts';
import { changedMetadata, claimedMetadata, setMetadata, vouchedMetadata } from './metadata.ts';

const merge = (current: JsonObject, metadata: JsonObject) => changedMetadata(current, { mode: 'merge', metadata });
const replace = (current: JsonObject, metadata: JsonObject) => changedMetadata(current, { mode: 'replace', metadata });
const withMetadata = (metadata: JsonObject) => ({ seq: 7, metadata, unverifiedKeys: [] }) as unknown as Conversation;
const vouched = (metadata: JsonObject) => ({ metadata, unverifiedKeys: [] });

describe('a merge', () => {
  test.each([
    ['sets what is new', {}, { a: 1 }, { a: 1 }],
    ['keeps what it does not name', { a: 1, b: 2 }, { b: 3 }, { a: 1, b: 3 }],
    ['removes what it names with null', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['does not mind removing what is not there', { b: 2 }, { a: null }, { b: 2 }],
    ['works at the top level only', { a: { x: 1 } }, { a: { y: null } }, { a: { y: null } }],
    ['does nothing when empty', { a: 1 }, {}, { a: 1 }],
  ])('%s', (_name, current, patch, expected) => {
    expect(merge(current, patch)).toEqual(expected);
  });

  test('takes a key that objects have by themselves', () => {
    const patch = JSON.parse('{"__proto__":"x","constructor":"y"}');
    expect(JSON.stringify(merge({}, patch))).toBe('{"__proto__":"x","constructor":"y"}');
    expect(JSON.stringify(merge(patch, JSON.parse('{"__proto__":null}')))).toBe('{"constructor":"y"}');
  });

  test('done twice is the same as done once', () => {
    const metadata = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 8 });
    fc.assert(
      fc.property(metadata, metadata, (current, patch) => {
        const once = merge(current as JsonObject, patch as JsonObject);
        expect(merge(once, patch as JsonObject)).toEqual(once);
        expect(setMetadata(withMetadata(once), vouched(merge(once, patch as JsonObject)))).toBeNull();
      }),
    );
  });
});

test('a replacement keeps nothing', () => {
  expect(replace({ a: 1, b: 2 }, { c: null })).toEqual({ c: null });
});

describe('the limits', () => {
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

  test('hold for the result, not for what is given', () => {
    expect(Object.keys(merge(keys(100), { k0: 2 }))).toHaveLength(100);
    expect(() => merge(keys(100), { new: 1 })).toThrow('101 keys');
    expect(Object.keys(merge(keys(100), { k0: null, new: 1 }))).toHaveLength(100);
    expect(() => replace({}, keys(101))).toThrow(AppError);
  });

  test('allow keys of 128 characters and 32 KiB of UTF-8 in all', () => {
    expect(merge({}, { ['k'.repeat(128)]: 1 })).toBeDefined();
    expect(() => merge({}, { ['k'.repeat(129)]: 1 })).toThrow('128 characters');
    const size = 32 * 1024 - '{"k":""}'.length;
    expect(merge({}, { k: 'x'.repeat(size) })).toBeDefined();
    expect(() => merge({}, { k: 'x'.repeat(size + 1) })).toThrow('32768');
    expect(() => merge({}, { k: 'ü'.repeat(size / 2 + 1) })).toThrow('32768');
  });
});

describe('setting metadata', () => {
  test('logs which keys changed and which are gone', () => {
    const decision = setMetadata(withMetadata({ a: 1, b: { c: [1] }, d: 4 }), vouched({ a: 2, b: { c: [1] }, e: 5 }));
    expect(decision?.next).toMatchObject({ seq: 8, metadata: { a: 2, b: { c: [1] }, e: 5 } });
    expect(decision?.events).toEqual([
      { type: 'conversation.metadata_set', data: { changed: ['a', 'e'], removed: ['d'], values: { a: 2, e: 5 } } },
    ]);
  });

  test('is nothing when it says the same in another order', () => {
    expect(setMetadata(withMetadata({ a: { x: 1, y: 2 }, b: 1 }), vouched({ b: 1, a: { y: 2, x: 1 } }))).toBeNull();
  });

  test.each([
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: {} }, { a: [] }],
    [{ a: null }, {}],
    [{ a: 1 }, { a: '1' }],
    [{ a: { x: 1 } }, { a: { x: 1, y: 1 } }],
  ])('tells %j from %j', (before, after) => {
    expect(isSameJson(before, after as JsonObject)).toBe(false);
    expect(setMetadata(withMetadata(before), vouched(after as JsonObject))).not.toBeNull();
  });
});

describe('what a browser says, unsigned,', () => {
  const current = { metadata: { plan: 'free', page: 'cart' }, unverifiedKeys: ['page'] };

  test('is stored and marked so', () => {
    const to = claimedMetadata(current, { page: 'home', cart: 3 });
    expect(to).toEqual({ metadata: { plan: 'free', page: 'home', cart: 3 }, unverifiedKeys: ['page', 'cart'] });
    const [event] = setMetadata({ ...withMetadata({}), ...current }, to)?.events ?? [];
    expect(event?.data).toMatchObject({ changed: ['page', 'cart'], unverified: ['page', 'cart'] });
  });

  test.each([[{ plan: 'pro' }], [{ plan: null }], [{ cart: 1, plan: { free: true } }]])(
    'cannot change or remove what was vouched for: %j',
    (claimed) => {
      expect(() => claimedMetadata(current, claimed)).toThrow(/cannot change.*plan/);
    },
  );

  test('may repeat what was vouched for, which stays so', () => {
    expect(claimedMetadata(current, { plan: 'free' })).toEqual(current);
  });

  test('can be taken back by it', () => {
    expect(claimedMetadata(current, { page: null })).toEqual({ metadata: { plan: 'free' }, unverifiedKeys: [] });
  });

  test('is vouched for once the API says it too, and a log entry tells so', () => {
    const to = vouchedMetadata(current, { mode: 'merge', metadata: { page: 'cart' } });
    expect(to).toEqual({ metadata: current.metadata, unverifiedKeys: [] });
    const [event] = setMetadata({ ...withMetadata({}), ...current }, to)?.events ?? [];
    expect(event?.data).toEqual({ changed: ['page'], removed: [], values: { page: 'cart' } });
    expect(vouchedMetadata(current, { mode: 'merge', metadata: { other: 1 } }).unverifiedKeys).toEqual(['page']);
    expect(vouchedMetadata(current, { mode: 'replace', metadata: {} }).unverifiedKeys).toEqual([]);
  });

  test('of a key that objects have by themselves is one of its own', () => {
    const claimed = JSON.parse('{"__proto__":"x","constructor":"y"}');
    expect(claimedMetadata(current, claimed).unverifiedKeys).toEqual(['page', '__proto__', 'constructor']);
  });
});
