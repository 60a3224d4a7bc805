import { describe, expect, it } from 'vitest';
import {
  allowsInline,
  allowsScript,
  allowsUrl,
  CONNECTIONS,
  parsePolicies,
  type WantedScript,
} from './content-policy.ts';

const PAGE = 'https://shop.example/cart';
const HOST = 'https://chat.example';
const one = (text: string) => parsePolicies(text)[0] ?? new Map<string, string[]>();

describe('a connection', () => {
  it.each([
    ["img-src 'self'", true, 'nothing speaks of connections'],
    ["default-src 'none'", false, 'the default decides'],
    ["default-src 'none'; connect-src https://chat.example", true, 'the host is named'],
    ['connect-src chat.example', true, 'without a scheme it is the page’s'],
    ['connect-src http://chat.example', true, 'TLS instead of plain is an improvement'],
    ['connect-src *', true, 'every host'],
    ['connect-src https:', true, 'every host by TLS'],
    ["connect-src 'self'", false, 'only the page’s own'],
    ['connect-src *.example', true, 'every name below'],
    ['connect-src *.chat.example', false, 'a name is not below itself'],
    ['connect-src chat.example:8443', false, 'another port'],
    ['connect-src chat.example:*', true, 'every port'],
    ['connect-src https://chat.example/widget/', true, 'a folder of it'],
    ['connect-src https://chat.example/widget', false, 'one path of it'],
    ['CONNECT-SRC https://CHAT.example', true, 'case does not matter'],
    ["connect-src 'none'; connect-src *", false, 'of two the first'],
    ['connect-src', false, 'an empty list is none'],
  ])('%s: %s, because %s', (text, expected) => {
    const wanted = { url: `${HOST}/widget/sessions`, page: PAGE };
    expect(allowsUrl(one(text), CONNECTIONS, wanted)).toBe(expected);
  });

  it('to a plain host without a scheme is not allowed on a page with TLS', () => {
    const wanted = { url: 'http://chat.example/x', page: PAGE };
    expect(allowsUrl(one('connect-src chat.example'), CONNECTIONS, wanted)).toBe(false);
  });
});

describe('a script', () => {
  const tag: WantedScript = {
    url: `${HOST}/widget.js`,
    page: PAGE,
    nonce: null,
    integrity: null,
    isWrittenInPage: true,
  };
  it.each<[string, Partial<WantedScript>, boolean]>([
    ["script-src 'self'", {}, false],
    ['script-src https://chat.example', {}, true],
    ['script-src https://chat.example/widget.js', {}, true],
    ['script-src https://chat.example/widget.js', { url: `${HOST}/widget/app-1.js`, isWrittenInPage: false }, false],
    ["script-src 'nonce-abc'", { nonce: 'abc' }, true],
    ["script-src 'nonce-abc'", { nonce: 'other' }, false],
    ["script-src 'nonce-abc'", {}, false],
    ["script-src 'strict-dynamic' 'nonce-abc' https:", {}, false],
    ["script-src 'strict-dynamic' 'nonce-abc' https:", { isWrittenInPage: false }, true],
    ["script-src 'sha384-xyz'", { integrity: 'sha384-xyz' }, true],
    ["script-src 'sha384-xyz'", { integrity: 'sha384-other' }, false],
    ["script-src-elem 'none'; script-src *", {}, false],
    ["script-src 'none'; script-src-elem *", {}, true],
    ["default-src 'self' chat.example", {}, true],
    ["script-src 'unsafe-inline' 'unsafe-eval'", {}, false],
  ])('%s with %j: %s', (text, more, expected) => {
    expect(allowsScript(one(text), { ...tag, ...more })).toBe(expected);
  });

  it.each<[string, string | null, boolean | null]>([
    ['img-src *', null, true],
    ["script-src 'self'", null, false],
    ["script-src 'unsafe-inline'", null, true],
    ["script-src 'unsafe-inline' 'nonce-abc'", null, false],
    ["script-src 'nonce-abc'", 'abc', true],
    ["script-src 'sha256-abc'", null, null],
  ])('in the page, under %s with the nonce %s: %s', (text, nonce, expected) => {
    expect(allowsInline(one(text), nonce)).toBe(expected);
  });
});

it('reads several policies in one header, each of which counts', () => {
  expect(parsePolicies("default-src 'self', connect-src *;;, ").map((policy) => [...policy.keys()])).toEqual([
    ['default-src'],
    ['connect-src'],
  ]);
});
