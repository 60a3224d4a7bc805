import { describe, expect, it } from 'vitest';
import { toMarkdown } from './incoming/to-markdown.ts';

const bot = 'UBOT00001';
const read = (text: string): string => toMarkdown(text, { bot });

describe('mrkdwn as Markdown', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', '**bold** and _italic_ and ~~gone~~'],
    ['(*b*), *two words*!', '(**b**), **two words**!'],
    ['2*3*4 and a * b * c and ~5 or ~6', '2*3*4 and a * b * c and ~5 or ~6'],
    ['`*not bold*` *bold*', '`*not bold*` **bold**'],
    ['a &lt; b &amp;&amp; c &gt; d &amp;lt;', 'a < b && c > d &lt;'],
    ['&gt; quoted', '> quoted'],
    ['• one\n    ◦ two', '- one\n    - two'],
    ['<https://a.example/x?a=1&amp;b=2>', 'https://a.example/x?a=1&b=2'],
    ['<https://a.example|here [now]>', '[here \\[now\\]](https://a.example)'],
    ['<https://a.example/(x)|here>', '[here](https://a.example/(x%29)'],
    ['*<https://a.example/*x*|here>*', '**[here](https://a.example/*x*)**'],
    ['<http://a.example|a.example>', 'a.example'],
    ['<mailto:a@b.example|a@b.example> <tel:+481|+481>', 'a@b.example +481'],
    ['<@U1> <@U2|anna> <#C1> <#C2|general>', '@U1 @anna #C1 #general'],
    ['<!here> <!channel> <!subteam^S1|@sales> <!date^1^{date}^https://x|May 1>', '@here @channel @sales May 1'],
    ['x < y <unclosed', 'x < y <unclosed'],
    ['```let a = &lt;b&gt;;\n*x* <https://a.example|a.example>```', '```\nlet a = <b>;\n*x* a.example\n```'],
    ['see ```a``` there', 'see \n```\na\n```\n there'],
    ['', ''],
  ])('reads %j', (mrkdwn, markdown) => {
    expect(read(mrkdwn)).toBe(markdown);
  });

  it('leaves out that the bot is addressed, and nobody else', () => {
    expect(read('<@UBOT00001>: open?')).toBe('open?');
    expect(read('<@UBOT00001|lamps> open?')).toBe('open?');
    expect(read('hey <@UBOT00001> are you open, <@U2>?')).toBe('hey are you open, @U2?');
    expect(read('<@UBOT000012> open?')).toBe('@UBOT000012 open?');
    expect(toMarkdown('<@UBOT00001> open?', { bot: null })).toBe('@UBOT00001 open?');
  });

  it('has no NUL and no halves of characters', () => {
    expect(read('a\u0000b\ud83dc')).toBe('a\ufffdb\ufffdc');
  });

  it('takes a megabyte of what never closes in no time', () => {
    const begun = performance.now();
    for (const piece of ['*a ', '<', '`a ', '``` ', '~a ', ':a ', '<@', '[*_~`<'])
      read(piece.repeat(1e6 / piece.length));
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
