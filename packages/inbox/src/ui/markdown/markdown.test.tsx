import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';

/** The markup without what only concerns the looks. */
const shown = (text: string): string =>
  renderToStaticMarkup(<Markdown text={text} />)
    .replaceAll(/ (class|tabindex)="[^"]*"/g, '')
    .replace(/^<div>(.*)<\/div>$/s, '$1');

describe('Markdown of a message', () => {
  it.each([
    [
      '**bold** and _soft_, `code`',
      '<p dir="auto"><strong>bold</strong> and <em>soft</em>, <code dir="ltr">code</code></p>',
    ],
    ['one\ntwo', '<p dir="auto">one<br/>two</p>'],
    ['- a\n- b', '<ul><li dir="auto">a</li><li dir="auto">b</li></ul>'],
    ['3. c', '<ol start="3"><li dir="auto">c</li></ol>'],
    ['- [x] done', '<ul><li dir="auto"><span>☑ </span>done</li></ul>'],
    ['> said', '<blockquote><p dir="auto">said</p></blockquote>'],
    ['## Title', '<p dir="auto">Title</p>'],
    ['&lt; &amp; Tom &amp; Jerry', '<p dir="auto">&lt; &amp; Tom &amp; Jerry</p>'],
  ])('shows %j', (text, html) => {
    expect(shown(text)).toBe(html);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)">x</a>',
    'a <b onclick="alert(1)">b</b>',
    '[x](javascript:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](//evil.example)',
    '![x](https://evil.example/pixel.png)',
    '<style>*{display:none}</style>',
  ])('makes no markup of the page and asks nobody because of %j', (text) => {
    const html = shown(text);
    expect(html).not.toMatch(/<(img|script|style|b|iframe)[\s>]|href="(?!https?:|mailto:|tel:)|<[^>]+ on\w+=/);
    expect(html).not.toContain('href="javascript');
  });

  it('leads to addresses in a tab of their own, and tells them nothing', () => {
    expect(shown('https://a.example/x')).toContain(
      '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer">https://a.example/x</a>',
    );
  });

  it('gives each paragraph the direction of its words, without turning signs', () => {
    expect(shown('Hello\n\nمرحبا \u202eabc')).toBe('<p dir="auto">Hello</p><p dir="auto">مرحبا abc</p>');
  });

  it.each([
    ['quotes', '>'.repeat(8_000)],
    ['brackets', '['.repeat(8_000)],
    ['lists', '- '.repeat(4_000)],
    ['ticks', '`a'.repeat(4_000)],
    ['stars', '*a **b'.repeat(1_300)],
    ['underscores', '_a__'.repeat(2_000)],
    ['angles', '<a'.repeat(4_000)],
    ['pipes', `|${'a|'.repeat(2_000)}\n|${'-|'.repeat(2_000)}\n`],
    ['as many stars as are taken', '*a **b'.repeat(199)],
    ['as many ticks as are taken', '`a'.repeat(399)],
    ['as many links as are taken', '[a](b'.repeat(399)],
    ['many paragraphs', '*a **b\n\n'.repeat(800)],
    ['links', '[a](b'.repeat(1_600)],
    ['mixed', '[![>`*_~'.repeat(1_000)],
    ['spaces', `a${' '.repeat(7_900)}b`],
    ['a long word', 'x'.repeat(60_000)],
  ])('stays whole on %s', (_name, text) => {
    // What grew with the square of it would not end within the time of a test.
    expect(shown(text).length).toBeGreaterThan(0);
  });
});
