import { decodeReferences } from '@parley/protocol';
import { marked } from 'marked';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { spokenText } from './plain-text.ts';
import { markdownNodes } from './to-nodes.tsx';

type Drawn =
  | string
  | { readonly tag: string; readonly props: Readonly<Record<string, unknown>>; readonly children: Drawn[] };

/** What would be drawn, as plain data: strings become text nodes, so that no string can become markup. */
function drawn(node: unknown): Drawn[] {
  if (node === null || node === undefined || typeof node === 'boolean') return [];
  if (Array.isArray(node)) return node.flatMap(drawn);
  if (typeof node !== 'object') return [String(node)];
  const { type, props } = node as VNode<{ children?: unknown }>;
  const { children, ...others } = props;
  return [{ tag: String(type), props: others, children: drawn(children) }];
}

const tags = (nodes: readonly Drawn[]): string[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]));
const words = (nodes: readonly Drawn[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : words(node.children))).join('');
const links = (nodes: readonly Drawn[]): unknown[] =>
  nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [...(node.tag === 'a' ? [node.props.href] : []), ...links(node.children)],
  );

const ALLOWED = new Set(
  'p strong em s code pre br hr a ul ol li blockquote div table thead tbody tr th td span'.split(' '),
);

describe('Markdown of a reply', () => {
  it('becomes paragraphs, lists, emphasis, code, tables and quotes', () => {
    const nodes = drawn(
      markdownNodes('# Prices\n\n**Two** and _one_ `x`\n\n- a\n- b\n\n> q\n\n|a|b|\n|-|-|\n|1|2|\n\n```js\n1<2\n```'),
    );
    expect(new Set(tags(nodes))).toEqual(
      new Set('p strong em code ul li blockquote div table thead tbody tr th td pre'.split(' ')),
    );
    expect(words(nodes)).toContain('1<2');
  });

  it('keeps what a table says of its columns, and lets the keyboard scroll what is wider than the bubble', () => {
    const [box] = drawn(markdownNodes('|a|b|c|\n|:-|:-:|-:|\n|1|2|3|'));
    const aligned = (nodes: readonly Drawn[]): unknown[] =>
      nodes.flatMap((node) =>
        typeof node === 'string'
          ? []
          : [...(/^t[hd]$/.test(node.tag) ? [node.props['data-align']] : []), ...aligned(node.children)],
      );
    expect(aligned(box ? [box] : [])).toEqual([undefined, 'center', 'end', undefined, 'center', 'end']);
    expect(box).toMatchObject({ props: { tabIndex: 0 } });
    expect(drawn(markdownNodes('```\nx\n```'))).toMatchObject([{ tag: 'pre', props: { tabIndex: 0 } }]);
  });

  it('keeps the number that a list begins with, and single line breaks', () => {
    const [list] = drawn(markdownNodes('3. c\n4. d'));
    expect(list).toMatchObject({ tag: 'ol', props: { start: 3 } });
    expect(tags(drawn(markdownNodes('a\nb')))).toEqual(['p', 'br']);
  });

  it('opens links in a new tab that knows nothing of the page', () => {
    const [paragraph] = drawn(markdownNodes('[shop](https://shop.example/a?b=1&amp;c=2)'));
    expect(paragraph).toMatchObject({
      children: [
        {
          tag: 'a',
          props: { href: 'https://shop.example/a?b=1&c=2', target: '_blank', rel: 'noopener noreferrer' },
          children: ['shop'],
        },
      ],
    });
  });

  it('shows characters for references in text, and leaves code as it was written', () => {
    expect(words(drawn(markdownNodes('a &amp; b &lt;i&gt; &#x41; `&amp;`')))).toBe('a & b <i> A &amp;');
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](&#x6A;avascript&colon;alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](blob:https://a.example/1)',
    '[x](//evil.example)',
    '[x](/relative)',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '<javascript:alert(1)>',
    '[x][r]\n\n[r]: javascript:alert(1)',
  ])('leads nowhere by %j', (hostile) => {
    expect(links(drawn(markdownNodes(hostile)))).toEqual([]);
  });

  it.each(['https://a.example/', 'http://a.example/', 'mailto:a@b.example', 'tel:+491234'])(
    'leads to %s',
    (address) => {
      expect(links(drawn(markdownNodes(`[x](${address})`)))).toEqual([address]);
    },
  );

  it('shows HTML as text, and an image as a link', () => {
    const hostile =
      '<img src=x onerror=alert(1)>\n\na <b onclick="x()">b</b> <script>alert(1)</script> ![cat](https://a.example/c.png)';
    const nodes = drawn(markdownNodes(hostile));
    expect(tags(nodes).every((tag) => ALLOWED.has(tag))).toBe(true);
    expect(words(nodes)).toContain('<img src=x onerror=alert(1)>');
    expect(words(nodes)).toContain('<script>');
    expect(links(nodes)).toEqual(['https://a.example/c.png']);
  });

  it('stays quick and whole on texts that are huge, deep or broken', () => {
    const began = performance.now();
    for (const hostile of [
      'a'.repeat(60_000),
      `${'> '.repeat(2_000)}x`,
      '['.repeat(5_000),
      '*'.repeat(5_000),
      '[a'.repeat(9_000),
      `${'['.repeat(20_000)}](`,
      '*a '.repeat(15_000),
      '**a*_'.repeat(9_000),
      '<https://'.repeat(5_000),
      `[x](${'('.repeat(20_000)}`,
      `[x](a "${'\\"'.repeat(20_000)}`,
      `|${'-|'.repeat(20_000)}\n${'|-'.repeat(20_000)}`,
      Array.from({ length: 3_000 }, (_, at) => '`'.repeat(at % 14)).join(' '),
      Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}- x`).join('\n'),
      '- a\n'.repeat(12_000),
      `${'- '.repeat(500)}x`,
      '`'.repeat(9_999),
      `|${'a|'.repeat(2_000)}\n|${'-|'.repeat(2_000)}`,
      '\u0000\ufffe\ud800',
    ]) {
      expect(tags(drawn(markdownNodes(hostile))).every((tag) => ALLOWED.has(tag))).toBe(true);
    }
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it.each([
    'Plain text\nover two lines\n\nand a second paragraph.',
    '**Bold**, *italic*, ***both***, __bold__, _italic_, ~~gone~~, snake_case_name and 2 * 3 * 4.',
    '**Bold with *italic* inside** and *italic with **bold** inside*',
    '1. one\n2. two\n   - nested\n   - again\n3. three\n\nAfter.',
    '- a\n\n  second paragraph of a\n- b\n  goes on\n- c',
    '- [ ] open\n- [x] done',
    '> quoted **text**\n> goes on\n\nnot quoted',
    'Code: `a*b*c` and ``with ` tick`` end.',
    '```ts\nconst a = "**no**";\n\n# no heading\n```\nafter',
    '| a | b |\n|---|:-:|\n| 1 | **2** |\n\nend',
    'See https://a.example/x?y=1, or (https://b.example/z). <https://c.example> [d](https://d.example/(e) "title")',
    'Escaped \\*stars\\* and \\[brackets\\] and 5 < 6 & 7 > 3',
    '# One\ntext\n## Two ##\n---\nend',
    'a [link with **bold**](https://a.example) b ![alt](https://a.example/i.png)',
  ])('reads as Markdown is read elsewhere: %j', (markdown) => {
    const html = marked.parse(markdown, { async: false, gfm: true, breaks: true });
    const expected = html
      .replace(/<img[^>]*alt="([^"]*)"[^>]*>/g, '$1')
      .replace(/<input checked[^>]*>/g, '☑')
      .replace(/<input[^>]*>/g, '☐');
    const bare = (text: string) => text.replace(/\s+/g, '');
    const nodes = drawn(markdownNodes(markdown));
    expect(bare(words(nodes))).toBe(bare(decodeReferences(expected.replace(/<[^>]+>/g, ''))));
    const count = (tag: string) => html.split(`<${tag}>`).length - 1;
    for (const tag of ['strong', 'em', 'li', 'ul', 'ol', 'blockquote', 'table', 'td', 'hr']) {
      const headings = tag === 'strong' ? (html.match(/<h\d/g)?.length ?? 0) : 0;
      expect(tags(nodes).filter((name) => name === tag).length - headings, tag).toBe(
        tag === 'td' ? (html.match(/<td/g)?.length ?? 0) : count(tag),
      );
    }
  });

  it('drops the characters that turn the writing direction', () => {
    const nodes = drawn(markdownNodes('pay \u202eelpmaxe.live\u202c \u2067now\u2069'));
    expect(words(nodes)).toBe('pay elpmaxe.live now');
  });

  it('keeps the words of a half-written reply', () => {
    for (const half of ['**bo', '[a](http://', '`co', '|a|b|\n|-', '1. a\n2']) {
      expect(words(drawn(markdownNodes(half)))).not.toBe('');
    }
  });
});

describe('a reply that is read aloud', () => {
  it('is without the signs of Markdown', () => {
    expect(spokenText('## Hi\n\n- **two** [shops](https://a.example) &amp; `code`')).toBe('Hi two shops & code');
  });
});
