import { describe, expect, it } from 'vitest';
import {
  checkClientMetadata,
  checkContext,
  checkDetails,
  checkIdentity,
  checkLanguage,
  checkMessage,
  checkMetadata,
} from './check-claims.ts';

const HALF = '\ud83d';

describe('what a page says of the visitor', () => {
  it('loses what is empty: templates give empty texts for guests', () => {
    expect(checkDetails({ name: ' Ann ', email: '', phone: '  ', label: undefined })).toEqual({
      name: 'Ann',
      email: null,
      phone: null,
    });
  });

  it.each([
    ['no object', 'Ann', 'must be an object'],
    ['a part that there is not', { nick: 'A' }, 'no nick'],
    ['a number', { phone: 123 }, 'phone must be a text'],
    ['no address', { email: 'ann' }, 'must be an e-mail address'],
    ['a long telephone number', { phone: '1'.repeat(51) }, 'at most 50 characters'],
  ])('is refused when it is %s', (_, details, sentence) => {
    expect(() => checkDetails(details)).toThrow(TypeError);
    expect(() => checkDetails(details)).toThrow(sentence);
  });
});

describe('languages', () => {
  it.each([
    ['de', 'de'],
    ['de_AT', 'de-AT'],
    [' zh-Hant-TW ', 'zh-Hant-TW'],
  ])('%s is %s', (given, tag) => expect(checkLanguage(given)).toBe(tag));

  it.each(['german', '', 5, 'null-', 'de AT'])('%j is none', (given) => {
    expect(() => checkLanguage(given)).toThrow('must be a code such as "de"');
  });
});

describe('metadata', () => {
  it('has nothing that no database can keep, and stays what it is otherwise', () => {
    const given = { [`k${HALF}`]: `a${HALF}b\0`, deep: [{ text: '\\u0000 \\ud83d 😀' }], none: null };
    expect(checkMetadata(given)).toEqual({
      'k\ufffd': 'a\ufffdb\ufffd',
      deep: [{ text: '\\u0000 \\ud83d 😀' }],
      none: null,
    });
  });

  it.each([
    ['a list', [1]],
    ['101 keys', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, 1]))],
    ['a long key', { ['k'.repeat(129)]: 1 }],
    ['more than 32 KB', { text: 'x'.repeat(33_000) }],
    ['what JSON does not carry', { big: 1n }],
  ])('is refused when it is %s', (_, metadata) => expect(() => checkMetadata(metadata)).toThrow(TypeError));

  it('refuses a circle', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => checkMetadata(circle)).toThrow('that JSON can carry');
  });
});

describe('what goes with messages', () => {
  it('is cleaned of what cannot be kept', () => {
    expect(checkClientMetadata({ tab: `x${HALF}`, count: 1, isNew: true, none: null })).toEqual({
      tab: 'x\ufffd',
      count: 1,
      isNew: true,
      none: null,
    });
    expect(checkMessage({ text: `Hi ${HALF}` })).toEqual({ text: 'Hi \ufffd' });
    expect(checkContext(`A${HALF}`)).toBe('A\ufffd');
    expect([checkClientMetadata(null), checkContext(null), checkIdentity(null)]).toEqual([null, null, null]);
  });

  it.each([
    ['six keys', () => checkClientMetadata({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })],
    ['an object within', () => checkClientMetadata({ a: {} as never })],
    ['no number', () => checkClientMetadata({ a: Number.NaN })],
    ['a long text', () => checkClientMetadata({ a: 'x'.repeat(513) })],
    ['a long key', () => checkClientMetadata({ ['k'.repeat(65)]: 1 })],
    ['an empty message', () => checkMessage({ text: '  ' })],
    ['a long message', () => checkMessage({ text: 'x'.repeat(8_001) })],
    ['a message that is none', () => checkMessage({ text: 5 as never })],
    ['a context that is an object', () => checkContext({})],
    ['a long context', () => checkContext('x'.repeat(2_001))],
    ['no token', () => checkIdentity('alice')],
  ])('is refused when it is %s', (_, check) => expect(check).toThrow(TypeError));
});
