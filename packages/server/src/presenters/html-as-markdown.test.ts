import { expect, it } from 'vitest';
import { htmlAsMarkdown, htmlAsText } from './html-as-markdown.ts';

it.each([
  ['Hello! How can I help?', 'Hello! How can I help?'],
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['One<br>Two', 'One  \nTwo'],
  ['<strong>Bold</strong> and <i>slanted</i>', '**Bold** and *slanted*'],
  ['<ul><li>a</li><li>b <b>c</b></li></ul>', '- a\n- b **c**'],
  ['<ol><li>a</li><li>b</li></ol>end', '1. a\n2. b\n\nend'],
  ['<a href="https://a.example/x y">there</a>', '[there](<https://a.example/x%20y>)'],
  ['<a href="javascript:alert(1)">there</a>', 'there'],
  ['<a href="data:text/html,x">there</a>', 'there'],
  ['# not a heading, 1 < 2 & *stars*, [x](y)', '\\# not a heading, 1 \\< 2 & \\*stars\\*, \\[x\\](y)'],
  ['<script>alert(1)</script><style>x{}</style>safe<img src=x onerror=alert(1)>', 'safe'],
  ['&lt;img src=x onerror=alert(1)&gt;', '\\<img src=x onerror=alert(1)\\>'],
  ['Grüß Gott &amp; مرحبا &quot;x&quot;', 'Grüß Gott & مرحبا "x"'],
  ['  <p> </p>  ', ''],
])('%j is, as Markdown, %j', (html, markdown) => {
  expect(htmlAsMarkdown(html)).toBe(markdown);
});

it('gives the words alone in one line', () => {
  expect(htmlAsText('<p>One &amp; <b>two</b></p><p>three</p><br>four')).toBe('One & two three four');
});
