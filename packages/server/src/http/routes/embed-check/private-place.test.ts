import { expect, it } from 'vitest';
import { privatePlace } from './private-place.ts';

it.each([
  'http://127.0.0.1:3000/demo',
  'localhost:3000',
  'https://shop.localhost/',
  'https://10.0.0.1/',
  '192.168.1.20/shop',
  'http://172.31.255.1',
  'https://[::1]/',
  'https://[fd00::1]:8443/',
  'https://printer.local./',
  'http://intranet/',
  // One number, as browsers read it too.
  'http://2130706433/',
])('%s is on the own network', (address) => expect(privatePlace(address)).toMatch(/^https?:\/\//));

it.each([
  'https://www.example.com/',
  'example.com',
  'http://172.32.0.1/',
  'https://8.8.8.8/',
  'no name',
  '',
  'file:///etc',
])('%j is not', (address) => expect(privatePlace(address)).toBeNull());
