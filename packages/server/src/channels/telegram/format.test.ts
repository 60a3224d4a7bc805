import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from './outgoing/format.ts';
import { plainOfHtml, textOfHtml } from './outgoing/html-text.ts';

const html = (markdown: string): string =>
  format(markdown)
    .map(({ body }) => body)
    .join('\n=====\n');

describe('format', () => {
  it('gives nothing for nothing', () => {
    expect(format('')).toEqual([]);
    expect(format(' \n')).toEqual([]);
  });

  it.each([
    ['**b** *i* ~~s~~ `c<d>`', '<b>b</b> <i>i</i> <s>s</s> <code>c&lt;d&gt;</code>'],
    ['1 < 2 & "x" <b>no</b>', '1 &lt; 2 &amp; &quot;x&quot; &lt;b&gt;no&lt;/b&gt;'],
    ['# Title\n\ntext\nnext', '<b>Title</b>\n\ntext\nnext'],
    ['[a](https://e.pl/?x=1&y="2")', '<a href="https://e.pl/?x=1&amp;y=%222%22">a</a>'],
    ['[a](/relative) [b](javascript:x)', 'a [b](javascript:x)'],
    ['![lamp](https://e.pl/l.png)', '<a href="https://e.pl/l.png">lamp</a>'],
    ['**bold `code` bold**', '<b>bold </b><code>code</code><b> bold</b>'],
    ['- a\n  - b\n\n    more\n- [x] c', '• a\n   • b\n      more\n☑ c'],
    ['3. x\n4. y', '3. x\n4. y'],
    ['> a\n> > b', '<blockquote>a\n\nb</blockquote>'],
    ['```ts\na < b\n```', '<pre><code class="language-ts">a &lt; b</code></pre>'],
    ['---', '———'],
    ['\\*not\\* &amp; &copy;', '*not* &amp; ©'],
  ])('writes %j', (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  it('aligns a small table and writes a wide one, or one with links, by rows', () => {
    expect(html('| A | Ilość |\n|---|---|\n| lampa | 1 |\n| żarówka 💡 | **20** |')).toBe(
      '<pre>A          | Ilość\n-----------|------\nlampa      | 1\nżarówka 💡 | 20</pre>',
    );
    expect(html(`| A | B |\n|---|---|\n| x | ${'long '.repeat(10)}|\n| [y](https://e.pl) |  |`)).toBe(
      `<b>A:</b> x\n<b>B:</b> ${'long '.repeat(10).trim()}\n\n<b>A:</b> <a href="https://e.pl">y</a>`,
    );
  });

  it('fills messages by what is read of them', () => {
    expect(format(`**${'&'.repeat(4096)}**`)).toHaveLength(1);
    expect(format(`**${'&'.repeat(4097)}**`)).toHaveLength(2);
    expect(format('🙂'.repeat(2049)).map(({ body }) => body.length)).toEqual([4096, 2]);
  });

  it('splits a long reply without loss', async () => {
    const reply = readFileSync(new URL('fixtures/long-reply.md', import.meta.url), 'utf8');
    const parts = format(reply);
    expect(parts.length).toBeGreaterThan(2);
    for (const [index, { body }] of parts.entries()) {
      expect(textOfHtml(body).length).toBeLessThanOrEqual(4096);
      for (const tag of ['b', 'i', 's', 'code', 'pre', 'a', 'blockquote']) {
        const opened = body.match(new RegExp(`<${tag}[ >]`, 'g')) ?? [];
        expect(body.match(new RegExp(`</${tag}>`, 'g')) ?? []).toHaveLength(opened.length);
      }
      await expect(body).toMatchFileSnapshot(`fixtures/long-reply.${index + 1}.html`);
    }
    const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const missing = words(reply).filter((word) => !parts.some(({ body }) => body.includes(word)));
    expect(missing).toEqual([]);
  });
});

describe('plainOfHtml', () => {
  it('keeps the addresses of links', () => {
    expect(plainOfHtml('<b>a</b> <a href="https://e.pl/?a&amp;b">x &lt; y</a>')).toBe('a x < y (https://e.pl/?a&b)');
    expect(plainOfHtml('<a href="https://e.pl">https://e.pl</a>')).toBe('https://e.pl');
  });
});
