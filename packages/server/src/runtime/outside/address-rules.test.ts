import { describe, expect, it } from 'vitest';
import { checkUrl, trustedOrigins } from './address-rules.ts';

const trusted = trustedOrigins(['http://127.0.0.1:4000', 'nonsense']);
const said = (url: string) => {
  const checked = checkUrl(url, trusted);
  return typeof checked === 'string' ? checked : checked.url.href;
};

describe('the rules for addresses', () => {
  it.each([
    ['nonsense', 'cannot be read'],
    ['', 'cannot be read'],
    ['ftp://example.com/', 'must begin with https://'],
    ['http://example.com/', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://user:password@example.com/', 'user name or password'],
    ['https://user@example.com/', 'user name or password'],
    ['https://127.0.0.1/', 'bare address 127.0.0.1'],
    ['https://8.8.8.8/', 'bare address 8.8.8.8'],
    ['https://2130706433/', 'bare address 127.0.0.1'],
    ['https://0x7f.1/', 'bare address 127.0.0.1'],
    ['https://0177.0.0.1/', 'bare address 127.0.0.1'],
    ['https://127.1/', 'bare address 127.0.0.1'],
    ['https://１２７.0.0.1/', 'bare address 127.0.0.1'],
    ['https://127.0.0.1./', 'bare address 127.0.0.1'],
    ['https://[::1]/', 'bare address ::1'],
    ['https://[::ffff:127.0.0.1]/', 'bare address ::ffff:7f00:1'],
    ['https://localhost/', 'localhost is a local name'],
    ['https://LOCALHOST./', 'localhost is a local name'],
    ['https://app.localhost/', 'app.localhost is a local name'],
    ['https://printer.local/', 'printer.local is a local name'],
    ['https://metadata.google.internal/', 'metadata.google.internal is a local name'],
    ['https://intranet/', 'intranet has no domain'],
    ['http://127.0.0.1:4001/', 'must begin with https://'],
  ])('refuse %s, saying «%s»', (url, sentence) => {
    expect(said(url)).toContain(sentence);
  });

  it.each([
    ['https://example.com', 'https://example.com/'],
    ['https://example.com:8443/hooks?x=1', 'https://example.com:8443/hooks?x=1'],
    ['https://localhost.example.com/', 'https://localhost.example.com/'],
    ['http://127.0.0.1:4000/hooks', 'http://127.0.0.1:4000/hooks'],
    ['http://2130706433:4000/', 'http://127.0.0.1:4000/'],
  ])('accept %s', (url, href) => {
    expect(said(url)).toBe(href);
  });
});
