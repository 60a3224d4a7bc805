import { expect, it } from 'vitest';
import { hostOf, isAllowedOrigin } from './allowed-origins.ts';

it.each([
  ['https://shop.example.com', 'https://shop.example.com', true],
  ['https://shop.example.com', 'http://shop.example.com', false],
  ['https://shop.example.com', 'https://shop.example.com:8443', false],
  ['https://shop.example.com:8443', 'https://shop.example.com:8443', true],
  ['https://shop.example.com:443', 'https://shop.example.com', true],
  ['shop.example.com', 'http://shop.example.com', true],
  ['Shop.Example.com', 'https://shop.example.com', true],
  ['shop.example.com', 'https://evil-shop.example.com', false],
  ['shop.example.com', 'https://shop.example.com.evil.net', false],
  ['*.example.com', 'https://a.b.example.com', true],
  ['*.example.com', 'https://example.com', false],
  ['*.example.com', 'https://evilexample.com', false],
  ['https://*.example.com', 'http://a.example.com', false],
  ['localhost:5173', 'http://localhost:5173', true],
  ['http://[::1]:3000', 'http://[::1]:3000', true],
  ['[::1]', 'https://[::1]', true],
  ['[::1]', 'https://[::1]:3000', false],
  ['example.com', 'null', false],
  ['example.com', 'chrome-extension://example.com', false],
  ['', 'https://example.com', false],
])('%j lets a page of %s in: %s', (entry, origin, isAllowed) => {
  expect(isAllowedOrigin([entry], origin)).toBe(isAllowed);
});

it('lets every page in where nothing is listed', () => {
  expect(isAllowedOrigin([], 'null')).toBe(true);
});

it('tells the host of an origin', () => {
  expect(hostOf('http://127.0.0.1:3000')).toBe('127.0.0.1:3000');
  expect(hostOf('null')).toBeNull();
});
