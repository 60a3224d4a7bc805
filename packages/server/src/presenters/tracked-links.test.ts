import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { linksOf, trackedLinks } from './tracked-links.ts';

const tracked = (markdown: string): string => trackedLinks(markdown, (n) => `https://p.example/l/${n}`);
const markdownIt = new MarkdownIt({ html: false, linkify: true, breaks: true });
markdownIt.linkify.set({ fuzzyLink: true });
const L0 = 'https://p.example/l/0';

describe('a tracked link', () => {
  it.each([
    ['in brackets', 'See [terms](https://a.example/x).', `See [terms](${L0}).`],
    ['with a title', '[t](https://a.example "https://a.example")', `[t](${L0} "https://a.example")`],
    ['in angles', 'At <https://a.example/x>', `At [https\\://a.example/x](${L0})`],
    ['in angles within brackets', '[t](<https://a.example/a b>)', `[t](<${L0}>)`],
    ['that is bare', 'At https://a.example/x_y_z.', `At [https\\://a.example/x\\_y\\_z](${L0}).`],
    ['without a scheme', 'At www.a.com', `At [www.a.com](${L0})`],
    ['by reference', '[t][1] and [u][1]\n\n[1]: https://a.example', `[t][1] and [u][1]\n\n[1]: ${L0}`],
    ['whose words are an address', '[https://a.example](https://a.example)', `[https://a.example](${L0})`],
    ['around an image', '[![i](https://a.example)](https://a.example)', `[![i](https://a.example)](${L0})`],
    ['with brackets in it', '[t](https://a.example/x_(y))', `[t](${L0})`],
    [
      'in a list, a quote and a table',
      '- > [t](https://a.example)\n\n|a|\n|-|\n|https://a.example|',
      `- > [t](${L0})\n\n|a|\n|-|\n|[https\\://a.example](${L0})|`,
    ],
    [
      'that is the beginning of another',
      'https://a.example [t](https://a.example/x)',
      `[https\\://a.example](${L0}) [t](https://p.example/l/1)`,
    ],
    ['twice', '[a](https://a.example) [b](https://a.example)', `[a](${L0}) [b](${L0})`],
  ])('%s leads elsewhere and looks the same', (_what, markdown, expected) => {
    expect(tracked(markdown)).toBe(expected);
  });

  it.each([
    '`https://a.example`',
    '```\nhttps://a.example [t](https://a.example)\n```',
    '    https://a.example',
    '![i](https://a.example/i.png)',
    '[mail](mailto:a@a.example) or a@a.example or [call](tel:+123)',
    'ftp://a.example and [x](javascript:alert(1))',
    '[t](/path)',
    'The name example.com alone, and https: and www. too',
    'Nothing at all',
  ])('is not made of %j', (markdown) => {
    expect(tracked(markdown)).toBe(markdown);
    expect(linksOf(markdown)).toEqual([]);
  });

  it('is told by its address, each once', () => {
    const markdown = '[a](https://a.example/ü) <https://b.example> [c](https://a.example/ü) www.c.com';
    expect(linksOf(markdown)).toEqual(['https://a.example/%C3%BC', 'https://b.example', 'http://www.c.com']);
  });
});

/** What is shown, and the addresses apart. */
function shown(markdown: string) {
  const html = markdownIt.render(markdown);
  const hrefs = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  return { text: html.replaceAll(/<a href="[^"]*"/g, '<a'), hrefs };
}

const url = fc.constantFrom(
  'https://a.example',
  'https://a.example/x',
  'http://b.example/a_b_c?x=1&copy=2#z',
  'https://a.example/x_(y)',
  'https://a.example/*bold*',
  'www.c.com/~me',
);
const piece = fc.oneof(
  url,
  url.map((address) => `[words](${address})`),
  url.map((address) => `[*${address}*](${address})`),
  url.map((address) => `<${address}>`),
  url.map((address) => `![image](${address})`),
  url.map((address) => `\`${address}\``),
  url.map((address) => `[words][1]\n\n[1]: ${address}\n\n`),
  url.map((address) => `\n\n    ${address}\n\n`),
  url.map((address) => `\n\n> - ${address}\n`),
  url.map((address) => `\\[${address}](${address})`),
  fc.constantFrom(
    'words',
    '**',
    '*',
    '_',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '`',
    '\n',
    '\n\n',
    ' ',
    '\\',
    '!',
    '|',
    '&amp;',
    '"',
    "'",
  ),
);

const reply = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));

it('of any reply: what is shown differs only in where its links lead', () => {
  fc.assert(
    fc.property(reply, (markdown) => {
      const [before, after] = [shown(markdown), shown(tracked(markdown))];
      expect(after.text).toBe(before.text);
      const urls = linksOf(markdown);
      expect(after.hrefs).toHaveLength(before.hrefs.length);
      for (const [index, href] of before.hrefs.entries()) {
        const own = urls.includes(href) ? [`https://p.example/l/${urls.indexOf(href)}`] : [];
        expect([href, ...own]).toContain(after.hrefs[index]);
      }
    }),
    { numRuns: 300 },
  );
});

it('of a reply as models write them: every link leads elsewhere', () => {
  const plain = fc.constantFrom('https://a.example', 'https://a.example/x-y?z=1&a=2#b', 'http://b.example/a_b');
  const written = fc.oneof(
    fc.constantFrom('Words', '**bold** words', '*soft*', '- a list\n', '\n\n', '`code`', '1. one\n'),
    plain,
    plain.map((address) => `[words](${address})`),
    plain.map((address) => `**[words](${address} "title")**`),
    plain.map((address) => `<${address}>`),
    plain.map((address) => `\n\n\`\`\`\n${address}\n\`\`\`\n\n`),
  );
  const text = fc.array(written, { maxLength: 10 }).map((pieces) => pieces.join(' '));
  fc.assert(
    fc.property(text, (markdown) => {
      const left = shown(tracked(markdown)).hrefs.filter((href) => !href.startsWith('https://p.example/l/'));
      expect(left).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('takes a moment for a long reply', () => {
  const markdown = Array.from({ length: 40 }, (_, n) => `Look at [page ${n}](https://a.example/${n}) and more.`).join(
    '\n\n',
  );
  const begun = performance.now();
  expect(tracked(markdown)).not.toContain('a.example');
  expect(performance.now() - begun).toBeLessThan(500);
});
