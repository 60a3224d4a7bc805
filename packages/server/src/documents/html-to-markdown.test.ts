import { AppError } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from './html-to-markdown.ts';

describe('HTML as Markdown', () => {
  it.each([
    ['<p>One<br>two</p><p>three</p>', 'One  \ntwo\n\nthree'],
    ['text <b>bold</b> and <em> soft </em>end', 'text **bold** and *soft* end'],
    ['<h2>Head <b>ing</b></h2><div>a<div>b</div>c</div>', '## Head **ing**\n\na\n\nb\n\nc'],
    ['<ol start="3"><li>x</li><li><p>y</p><p>z</p></li></ol>', '3. x\n4. y\n\n   z'],
    ['<blockquote><p>q</p></blockquote><hr><pre>a  b\n c</pre>', '> q\n\n---\n\n```\na  b\n c\n```'],
    ['<dl><dt>Term</dt><dd>Meaning</dd></dl>', '**Term**\n\nMeaning'],
    ['<table><tr><td>layout</td></tr><tr><td>only</td></tr></table>', 'layout\n\nonly'],
    [
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1\\|2 | x; y |',
    ],
    [
      '<img src="https://a.example/b.png" alt="A cup"><img src="data:x" alt="dot">',
      '![A cup](https://a.example/b.png)dot',
    ],
    ['<code>npm `x`</code> <del>old</del>', '`` npm `x` `` ~~old~~'],
  ])('%s', (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it('keeps text that looks like markup from becoming markup', () => {
    expect(htmlToMarkdown('<p># 1. *not* &lt;b&gt; [x](y) snake_case 3 * 4</p>')).toBe(
      '\\# 1. \\*not\\* \\<b> \\[x\\](y) snake_case 3 * 4',
    );
  });

  it('drops scripts, handlers and links that run code', () => {
    const html =
      '<script>a()</script><p onclick="b()">x <a href=" javascript:c()">y</a> <a href="https://ok.example">z</a></p>';
    expect(htmlToMarkdown(html)).toBe('x y [z](https://ok.example)');
  });

  it('takes time in proportion to the text, also for hostile HTML, and refuses absurd nesting', () => {
    const hostile = [
      '<br>'.repeat(200_000),
      `<b>${'<br>'.repeat(100_000)}x</b>`,
      `<pre>${' '.repeat(400_000)}x</pre>`,
      '<p>*_[`'.repeat(80_000),
    ];
    const before = performance.now();
    for (const html of hostile) htmlToMarkdown(html);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(() => htmlToMarkdown('<i>'.repeat(200_000))).toThrow(AppError);
  });
});
