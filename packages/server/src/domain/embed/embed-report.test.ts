import { describe, expect, it } from 'vitest';
import { parsePolicies, parsePoliciesOfPage } from './content-policy.ts';
import type { EmbedFacts } from './embed-facts.ts';
import { reportEmbed, scenarioIn } from './embed-report.ts';
import { readPage } from './read-page.ts';

const HOST = 'https://chat.example';
const ID = 'abc1234567';
const SNIPPET = `<script async src="${HOST}/widget.js" data-scenario="${ID}"></script>`;

/** A report on a page, whose policies stand in its header. */
function report(html: string, { policy = '', ...more }: Partial<EmbedFacts> & { readonly policy?: string } = {}) {
  const page = readPage(html);
  return reportEmbed({
    address: 'https://shop.example/cart',
    page,
    policies: [...parsePolicies(policy), ...page.policies.flatMap(parsePoliciesOfPage)],
    host: HOST,
    scenarioId: ID,
    agent: { name: 'Robin', isOpen: true, allowedOrigins: [] },
    snippet: SNIPPET,
    pinnedHash: 'sha384-right',
    ...more,
  });
}
const troubles = (...given: Parameters<typeof report>) => report(...given).filter(({ state }) => state !== 'pass');
const titles = (...given: Parameters<typeof report>) =>
  troubles(...given).map(({ state, title }) => `${state} ${title}`);

describe('a report on a page', () => {
  it('finds nothing wrong with a page that has the line', () => {
    expect(troubles(SNIPPET)).toEqual([]);
  });

  it.each([
    ['parley', `<script async src="${HOST}/widget.js"></script><script>parley('init', '${ID}')</script>`],
    ['_quickchat', `<script src="${HOST}/widget.js"></script><script>_quickchat("init","${ID}")</script>`],
    ['an address below the base', `<base href="${HOST}/"><script src="widget.js" data-scenario="${ID}"></script>`],
  ])('knows the widget by %s', (_name, html) => {
    expect(troubles(html)).toEqual([]);
    expect(scenarioIn(readPage(html), { address: 'https://shop.example/', host: HOST })).toBe(ID);
  });

  it('gives the line where there is none', () => {
    expect(troubles('<h1>Shop</h1>')).toMatchObject([
      { state: 'fail', title: 'The script of the widget', line: SNIPPET },
    ]);
    expect(troubles('<script>_quickchat("init", "abc1234567")</script>')[0]?.text).toMatch(/calls the widget/);
  });

  it('tells of a script from elsewhere', () => {
    const [old] = troubles('<script src="https://bubble.quickchat.ai/chat.js"></script>');
    expect(old?.text).toMatch(/bubble\.quickchat\.ai.*Change the address/);
    const [local] = troubles('<script src="http://localhost:3000/widget.js" data-scenario="abc1234567"></script>');
    expect(local?.state).toBe('fail');
  });

  it('tells of hashes that keep the script out', () => {
    const stable = `<script src="${HOST}/widget.js" integrity="sha384-right" crossorigin data-scenario="${ID}"></script>`;
    expect(titles(stable)).toEqual(['fail The hash of the script']);
    const pinned = stable.replace('widget.js', 'widget/loader-1.2.js');
    expect(titles(pinned)).toEqual([]);
    expect(titles(pinned.replace(' crossorigin', ''))).toEqual(['fail The hash of the script']);
  });

  it('compares the hash of a pinned script with that of its file', () => {
    const pinned = (integrity: string) =>
      `<script src="${HOST}/widget/loader-1.2.js" ${integrity} crossorigin data-scenario="${ID}"></script>`;
    expect(troubles(pinned('integrity="sha384-wrong"'))).toMatchObject([
      { state: 'fail', title: 'The hash of the script', line: 'integrity="sha384-right"' },
    ]);
    // Browsers are content with one of the strongest that are given.
    expect(titles(pinned('integrity="sha256-x sha384-wrong sha384-right"'))).toEqual([]);
    expect(titles(pinned('integrity="sha384-right sha512-x"'))).toEqual(['warn The hash of the script']);
    for (const integrity of ['', 'integrity="sha384-right"']) {
      const [check] = troubles(pinned(integrity), { pinnedHash: null });
      expect(check).toMatchObject({ state: 'fail', title: 'The pinned script', line: SNIPPET });
      expect(check?.text).toContain('/widget/loader-1.2.js');
    }
  });

  it('tells of an agent that is not there, not open, or not for this site', () => {
    expect(titles(SNIPPET, { agent: null })).toEqual(['fail The agent']);
    expect(titles(SNIPPET, { agent: { name: 'R', isOpen: false, allowedOrigins: [] } })).toEqual(['fail The agent']);
    const agent = { name: 'R', isOpen: true, allowedOrigins: ['https://www.shop.example'] };
    expect(troubles(SNIPPET, { agent })).toMatchObject([{ state: 'fail', line: 'https://shop.example' }]);
    expect(titles(SNIPPET, { scenarioId: null, agent: null })).toEqual(['warn The agent']);
  });

  it('tells of what is not encrypted', () => {
    expect(titles(SNIPPET, { address: 'http://shop.example/' })).toEqual(['warn TLS']);
    const host = 'http://chat.example';
    expect(titles(SNIPPET.replace(HOST, host), { host })).toEqual(['fail TLS']);
    const local = 'http://localhost:3000';
    expect(titles(SNIPPET.replace(HOST, local), { host: local })).toEqual(['warn TLS']);
  });

  it('is content with the least policy, with a nonce, and with Trusted Types', () => {
    const least = `default-src 'none'; script-src ${HOST}; connect-src ${HOST}; img-src ${HOST}`;
    expect(troubles(SNIPPET, { policy: `${least}; require-trusted-types-for 'script'; trusted-types 'none'` })).toEqual(
      [],
    );
    const withNonce = SNIPPET.replace('async', 'async nonce="n1"');
    const policy = `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src *; img-src *`;
    expect(troubles(withNonce, { policy })).toEqual([]);
  });

  it('gives each line as it should be', () => {
    const policy = "default-src 'self'; img-src 'self' data:; script-src 'none'";
    expect(troubles(SNIPPET, { policy }).map(({ state, line }) => [state, line])).toEqual([
      ['fail', `script-src ${HOST};`],
      ['fail', `connect-src 'self' ${HOST};`],
      ['warn', `img-src 'self' data: ${HOST};`],
    ]);
  });

  it('asks for the nonce where addresses count for nothing', () => {
    const policy = "script-src 'nonce-n1' 'strict-dynamic'";
    expect(troubles(SNIPPET, { policy })[0]).toMatchObject({ state: 'fail', line: '<script nonce="…" async src="…">' });
  });

  it('knows that a policy of one path lets the loader in and the rest not', () => {
    expect(titles(SNIPPET, { policy: `script-src ${HOST}/widget.js` })).toEqual(['fail script-src']);
  });

  it('holds a page to all its policies, in its header and in itself', () => {
    const html = `<meta http-equiv="content-security-policy" content="connect-src 'self'">${SNIPPET}`;
    expect(titles(html, { policy: `script-src ${HOST}` })).toEqual(['fail connect-src']);
  });

  it('tells of a call that the policy keeps from running', () => {
    const html = `<script src="${HOST}/widget.js"></script><script>parley("init", "${ID}")</script>`;
    expect(titles(html, { policy: `script-src ${HOST}` })).toEqual(['fail The call of parley']);
    expect(titles(html, { policy: `script-src ${HOST} 'sha256-abc'` })).toEqual(['warn The call of parley']);
  });

  it.each([
    ['<noscript>', `<noscript>${SNIPPET}</noscript>`, 'fail', /within <noscript>/],
    ['<template>', `<template>${SNIPPET}</template>`, 'fail', /within <template>/],
    ['a type', SNIPPET.replace('async', 'type="text/plain"'), 'warn', /type="text\/plain".*agrees/],
    ['nomodule', SNIPPET.replace('async', 'nomodule'), 'fail', /nomodule/],
  ])('does not take a script for one that runs which is kept by %s', (_name, html, state, text) => {
    expect(troubles(html)).toMatchObject([{ state, title: 'The script of the widget', line: SNIPPET }]);
    expect(troubles(html)[0]?.text).toMatch(text);
    expect(troubles(html + SNIPPET)).toEqual([]);
    expect(scenarioIn(readPage(html), { address: 'https://shop.example/', host: HOST })).toBe(ID);
  });

  it('does not take a call for one that is made which no browser reads', () => {
    const html = `<script src="${HOST}/widget.js"></script><noscript><script>parley('init', '${ID}')</script></noscript>`;
    expect(titles(html)).toEqual(['warn The script of the widget']);
  });

  it('ignores what browsers ignore in a policy of the page itself', () => {
    const meta = (policy: string) => `<meta http-equiv="content-security-policy" content="${policy}">${SNIPPET}`;
    expect(report(meta("sandbox; frame-ancestors 'none'; report-uri /x"))).toEqual(report(SNIPPET));
    expect(titles(meta("sandbox, script-src 'self'; sandbox"))).toEqual(['fail script-src']);
  });

  it('tells of a sandbox', () => {
    expect(titles(SNIPPET, { policy: 'sandbox' })).toEqual(['fail sandbox']);
    expect(titles(SNIPPET, { policy: 'sandbox allow-scripts' })).toEqual(['warn sandbox']);
  });
});
