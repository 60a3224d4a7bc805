import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

const CASES: readonly (readonly [string, string, string])[] = [
  [
    'headings and paragraphs',
    '# Shipping\n\nTwo **days**, _always_.\n## Cost\nFree.',
    'Shipping\n\nTwo days, always.\n\nCost\n\nFree.',
  ],
  [
    'links, images and code',
    'See [our *page*](https://x.y), ![a map](m.png) and `a<b`.',
    'See our page, a map and a<b.',
  ],
  ['bullets', '- one\n- two\n  - two a\n\nend', 'one\ntwo\ntwo a\n\nend'],
  ['loose items', '* one\n\n* two', 'one\ntwo'],
  ['numbered steps', '3. open\n4. close', '3. open\n4. close'],
  ['tables', '| Size | Price |\n|--|--:|\n| S | 4 € |\n| M |  |', 'Size | Price\nS | 4 €\nM |'],
  ['fenced code', 'Run:\n```sh\nnpm  ci\n\n  npm start\n```\nDone', 'Run:\n\nnpm  ci\n\n  npm start\n\nDone'],
  ['short lines', 'Main street 1\n12345 Town', 'Main street 1\n12345 Town'],
  [
    'wrapped lines',
    'This sentence was wrapped by an editor after about seventy letters of\ntext, so it is one line.',
    'This sentence was wrapped by an editor after about seventy letters of text, so it is one line.',
  ],
  ['tags that Markdown talks about', 'Write <b> and </b> for bold & `&amp;`', 'Write <b> and </b> for bold & &amp;'],
  ['entities', 'R&amp;D &lt;3 &copy;', 'R&D <3 ©'],
  ['windows line ends', 'a\r\n\r\nb', 'a\n\nb'],
  ['nothing', ' \n ', ''],
  [
    'html',
    '<h2>Returns</h2><p>Within <b>30</b>&nbsp;days,<br>free &amp; easy.</p>',
    'Returns\n\nWithin 30 days,\nfree & easy.',
  ],
  ['html lists', '<ul><li>a</li><li><p>b</p><p>c</p></li></ul><ol><li>x</li><li>y</li></ol>', 'a\nb\nc\n\n1. x\n2. y'],
  [
    'html tables',
    '<table><thead><tr><th>Day</th><th>Open</th></tr></thead><tbody><tr><td><p>Mo</p></td><td>9<br>18</td></tr></tbody></table>',
    'Day | Open\nMo | 9 18',
  ],
  ['html without its scripts', '<div>a<script>alert(1)</script><style>p{}</style></div>b', 'a\nb'],
  ['unclosed html', '<p>one<p>two <b>three', 'one\n\ntwo three'],
  ['html after text', 'Hello <b>you</b><p>there</p>', 'Hello you\n\nthere'],
  ['text without spaces', '退货政策\n\n**30天**内', '退货政策\n\n30天内'],
];

test.each(CASES)('%s', (_, content, expected) => {
  expect(plainText(content)).toBe(expected);
});
