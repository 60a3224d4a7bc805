import { afterEach, expect, it } from 'vitest';
import { plainJson } from './plain-json.ts';

const patched: object[] = [];
afterEach(() => {
  for (const prototype of patched.splice(0)) Reflect.deleteProperty(prototype, 'toJSON');
});

it('asks no toJSON that a page has given to what is plain', () => {
  const value = { files: ['one', { deep: [1, null, true] }], text: 'Hello', none: undefined };
  const expected = JSON.stringify(value);
  for (const prototype of [Array.prototype, String.prototype, Object.prototype]) {
    patched.push(prototype);
    Object.defineProperty(prototype, 'toJSON', { configurable: true, writable: true, value: () => 'of the page' });
  }
  expect(plainJson(value)).toBe(expected);
});
