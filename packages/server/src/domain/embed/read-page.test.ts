import { expect, it } from 'vitest';
import { readPage } from './read-page.ts';

it('finds scripts with what their tags say, policies, and the base', () => {
  const page = readPage(`<!doctype html><HTML><head><base href="/shop/">
    <meta content="script-src 'self'; img-src *" HTTP-EQUIV=Content-Security-Policy>
    <script async src='https://chat.example/widget.js?a=1&amp;b=2' data-scenario=abc1234567 NONCE="n"></script>
    <script>parley("init", "abc1234567"); if (1 < 2) {}</script>`);
  expect(page.base).toBe('/shop/');
  expect(page.policies).toEqual(["script-src 'self'; img-src *"]);
  expect(page.scripts.map(({ src, nonce, scenario }) => [src, nonce, scenario])).toEqual([
    ['https://chat.example/widget.js?a=1&b=2', 'n', 'abc1234567'],
    [null, null, null],
  ]);
  expect(page.scripts[1]?.text).toContain('parley("init"');
});

it('passes over what a browser does not run', () => {
  const { scripts } = readPage(`<!-- <script src="/a.js"></script> --><textarea><script src="/b.js"></script></textarea>
    <script>const tag = '<script src="/c.js">';</script><scripted src="/d.js"></scripted><title><script src="/e.js"></title>`);
  expect(scripts.map(({ src }) => src)).toEqual([null]);
});

it('keeps its place behind letters that grow when they are made small', () => {
  const { scripts } = readPage(`<TITLE>İİİİstanbul</TITLE><SCRIPT src="/a.js" data-scenario="abc1234567">İ</SCRIPT>
    <title>İ</title><script src="/b.js"></script>`);
  expect(scripts.map(({ src, text }) => [src, text])).toEqual([
    ['/a.js', 'İ'],
    ['/b.js', ''],
  ]);
});

it('tells what keeps a script from running', () => {
  const { scripts, policies, base } = readPage(`
    <noscript><meta http-equiv="content-security-policy" content="script-src x"><script src="/a.js"></script></noscript>
    <template><base href="/b/"><template></template><script src="/b.js"></script></template>
    <script src="/c.js" type="text/plain"></script><script src="/d.js" type="Text/JavaScript"></script>
    <script src="/e.js" type="module"></script><script src="/f.js" type></script><script src="/g.js" nomodule></script>
    <template shadowrootmode="open"><script src="/h.js"></script></template><script src="/i.js"></script>`);
  expect(scripts.map(({ src, keptBy }) => `${src} ${keptBy}`)).toEqual([
    '/a.js <noscript>',
    '/b.js <template>',
    '/c.js type="text/plain"',
    '/d.js null',
    '/e.js null',
    '/f.js null',
    '/g.js nomodule',
    '/h.js null',
    '/i.js null',
  ]);
  expect([policies, base]).toEqual([[], null]);
});

it.each([
  '<',
  '<!--',
  '<script',
  '<script ',
  '<script "',
  '<meta a="',
  '<script>',
  '<noscript>',
  '<template>',
  '<noscript><script>',
  '<title></',
  '</script',
  'İ<',
])('takes no time over a page that is nothing but %j', (piece) => {
  const html = piece.repeat(Math.floor(1_000_000 / piece.length));
  const begun = performance.now();
  readPage(html);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
