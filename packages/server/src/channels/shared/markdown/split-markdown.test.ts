import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { splitMarkdown } from './split-markdown.ts';
import { codePoints, utf8Bytes } from './text-measures.ts';

const html = new MarkdownIt({ html: false, linkify: false, breaks: true });
const itself = (markdown: string): string => markdown;
const within =
  (limit: number, measure: (text: string) => number = (text) => text.length) =>
  (rendered: string): boolean =>
    measure(rendered) <= limit;
const split = (markdown: string, limit: number): readonly string[] =>
  splitMarkdown(markdown, { render: itself, fits: within(limit) });

/** What a reader sees, without any blank. */
function visible(markdown: string): string {
  const inline = (token: { type: string; content: string; children?: unknown[] | null }): string =>
    ['text', 'text_special', 'code_inline', 'image'].includes(token.type) ? token.content : '';
  return html
    .parse(markdown, {})
    .map((token) =>
      token.children ? token.children.map(inline).join('') : token.type === 'inline' ? '' : token.content,
    )
    .join('')
    .replaceAll(/\s+/g, '');
}
const seen = (parts: readonly string[]): string => parts.map(visible).join('');

describe('splitMarkdown', () => {
  it('gives nothing for an empty text', () => {
    expect(split('', 10)).toEqual([]);
    expect(split(' \n\t\n', 10)).toEqual([]);
  });

  it('leaves a text that fits as it is', () => {
    expect(split('# Title\n\nSome *text*.\n\n- a\n- b\n', 100)).toEqual(['# Title\n\nSome *text*.\n\n- a\n- b']);
  });

  it('groups blocks while they fit', () => {
    expect(split('One.\n\nTwo.\n\nThree.\n\nFour.', 12)).toEqual(['One.\n\nTwo.', 'Three.', 'Four.']);
  });

  it('leaves no heading behind at the end of a part', () => {
    expect(split('One one one.\n\n# Two\n\nTwo two.', 22)).toEqual(['One one one.', '# Two\n\nTwo two.']);
    expect(split('# One\n\n# Two', 6)).toEqual(['# One', '# Two']);
  });

  it('measures what is rendered, and gives it', () => {
    const parts = splitMarkdown('**one**\n\n**two**', { render: (text) => html.render(text), fits: within(32) });
    expect(parts).toEqual(['<p><strong>one</strong></p>\n', '<p><strong>two</strong></p>\n']);
  });

  it('cuts a fenced block into closed ones of the same language, also within long lines', () => {
    const parts = split(`\`\`\`ts\n${'const a = 1;\n'.repeat(8)}${'x'.repeat(70)}\n\`\`\``, 60);
    for (const part of parts) expect(part).toMatch(/^```ts\n[^`]+\n```(?:\n\n```ts\nx+\n```)?$/);
    expect(seen(parts)).toBe('consta=1;'.repeat(8) + 'x'.repeat(70));
  });

  it('lengthens a fence where the code has one', () => {
    const code = `\`\`\`\ninner\n\`\`\`\n${'y'.repeat(40)}`;
    const parts = split(`\`\`\`\`md\n${code}\n\`\`\`\``, 36);
    expect(parts.length).toBeGreaterThan(1);
    expect(seen(parts)).toBe(code.replaceAll('\n', ''));
  });

  it('cuts a table by rows and repeats its header', () => {
    const rows = [...'abcdef'].map((letter) => `| ${letter} | ${letter.repeat(5)} |`);
    const parts = split(`| K | Value |\n|---|-------|\n${rows.join('\n')}`, 60);
    expect(parts).toEqual([
      '| K | Value |\n|---|-------|\n| a | aaaaa |\n| b | bbbbb |',
      '| K | Value |\n|---|-------|\n| c | ccccc |\n| d | ddddd |',
      '| K | Value |\n|---|-------|\n| e | eeeee |\n| f | fffff |',
    ]);
  });

  it('writes the cells of a row that is too long as paragraphs', () => {
    const parts = split(`| K |\n|---|\n| ${'word '.repeat(30)}|\n| - b |`, 60);
    expect(seen(parts)).toBe(`${'word'.repeat(30)}K-b`);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(60);
  });

  it('cuts a list by items, whose numbers stay, and keeps nested ones with theirs', () => {
    const parts = split('1. one\n   - inner\n1. two\n\n   more\n1. three', 22);
    expect(parts).toEqual(['1. one\n   - inner', '2. two\n\n   more', '3. three']);
    const tens = Array.from({ length: 12 }, (_, index) => `1. item\n\n   more ${index}`);
    expect(split(tens.join('\n'), 25).at(-1)).toBe('12. item\n\n    more 11');
  });

  it('cuts an item that is too long like a paragraph', () => {
    const parts = split('- First sentence here. Second sentence here. Third one.\n- short', 42);
    expect(parts).toEqual(['- First sentence here.', 'Second sentence here. Third one.\n\n- short']);
  });

  it('cuts a quotation by what it quotes', () => {
    expect(split('> One sentence.\n>\n> - item one\n> - item two\nlazy === line', 25)).toEqual([
      '> One sentence.',
      '> - item one',
      '> - item two',
      '> lazy === line',
    ]);
  });

  it('prefers the ends of sentences, then of words', () => {
    expect(split('One two three. Four five six. Seven eight.', 32)).toEqual([
      'One two three. Four five six.',
      'Seven eight.',
    ]);
    expect(split('alpha beta gamma delta', 12)).toEqual(['alpha beta', 'gamma delta']);
  });

  it('cuts no character that readers see as one', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = split(family.repeat(10), 25);
    expect(parts).toEqual(Array.from({ length: 5 }, () => family.repeat(2)));
    expect(split('e\u0301'.repeat(20), 5)[0]).toBe('e\u0301e\u0301');
  });

  it('cuts before a mark rather than in it, else closes it and opens it again', () => {
    expect(split('Some words here **bold text which is long**', 36)).toEqual([
      'Some words here',
      '**bold text which is long**',
    ]);
    expect(split('**one two three four five six**', 20)).toEqual(['**one two three**', '**four five six**']);
    expect(split('***a** b c d e f g*', 12)).toEqual(['***a** b c*', '*d e f g*']);
    expect(split('`one two three four five`', 16)).toEqual(['`one two three`', '`four five`']);
    expect(split('[one two three four](https://e.pl)', 28)).toEqual([
      '[one two](https://e.pl)',
      '[three four](https://e.pl)',
    ]);
  });

  it('makes text of a link whose address alone is too long', () => {
    const address = `https://example.org/${'a'.repeat(60)}`;
    expect(seen(split(`[name](${address}) end`, 40))).toBe(`name(${address})end`);
  });

  it('lets no cut turn text into markup', () => {
    expect(split('aaaa bbbb - cccc', 10)).toEqual(['aaaa bbbb', '\\- cccc']);
    expect(split('aaaa bbbb 12. cccc', 10)).toEqual(['aaaa bbbb', '12\\. cccc']);
    expect(split('aaaa bbbb #  cccc', 10)).toEqual(['aaaa bbbb', '\\#  cccc']);
  });

  it('keeps links whose address stands elsewhere', () => {
    const parts = split(`See [here][x].\n\n${'word '.repeat(12)}\n\n[x]: https://e.pl`, 60);
    expect(html.render(parts[0] ?? '')).toContain('href="https://e.pl"');
  });

  it.each([
    ['4096 UTF-16 units', 4096, (text: string) => text.length],
    ['2000 code points', 2000, codePoints],
    ['1000 bytes', 1000, utf8Bytes],
  ])('splits a long reply into parts of at most %s, without loss', (_, limit, measure) => {
    const reply = longReply(10_000);
    const parts = splitMarkdown(reply, { render: itself, fits: within(limit, measure) });
    for (const part of parts) expect(measure(part)).toBeLessThanOrEqual(limit);
    expect(withoutHeaders(seen(parts))).toBe(withoutHeaders(visible(reply)));
  });

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.integer({ min: 32, max: 90 }), (markdown, limit) => {
        const parts = split(markdown, limit);
        expect(withoutHeaders(seen(parts))).toBe(withoutHeaders(visible(markdown)));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 600 },
    );
  });

  it('takes any text, and only so long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const part of split(text, 50)) expect(part.isWellFormed()).toBe(true);
      }),
    );
    const texts = [longReply(100_000), 'x'.repeat(100_000), 'a b. '.repeat(20_000), `\`\`\`\n${'z'.repeat(100_000)}`];
    for (const text of [...texts, '- item\n'.repeat(14_000), 'line\n\n'.repeat(16_000), `> ${'q '.repeat(50_000)}`]) {
      const begun = performance.now();
      split(text, 4096);
      expect({ text: text.slice(0, 20), isSlow: performance.now() - begun > 4_000 }).toMatchObject({ isSlow: false });
    }
  });
});

const HEADER = 'Kolumna';
const withoutHeaders = (text: string): string => text.replaceAll(HEADER, '');

const words = fc
  .array(
    fc.constantFrom(
      'zażółć',
      'gęślą',
      'jaźń',
      'word',
      'a',
      '2*3',
      'snake_case',
      'Koniec.',
      '🙂',
      '👩‍💻',
      '12.',
      '-',
      'x'.repeat(30),
    ),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((list) => list.join(' '));
const plain = words.map((text) => text.replaceAll(/\b12\.|(?<!\w)-(?!\w)/g, 'n'));
const marked = fc.tuple(plain, fc.constantFrom('**', '*', '`', '~~', 'link', '')).map(([text, mark]) => {
  if (mark === 'link') return `[${text}](https://e.pl)`;
  return mark === '*' || mark === '**' ? mark + text.replaceAll('2*3', '23') + mark : mark + text + mark;
});
const paragraph = fc.array(marked, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const inner = fc.oneof(
  paragraph,
  words.map((text) => `\`\`\`js\n${text.replaceAll(' ', '\n')}\n\`\`\``),
  fc
    .array(plain, { minLength: 1, maxLength: 5 })
    .map((rows) => `| ${HEADER} |\n|---|\n${rows.map((row) => `| ${row} |`).join('\n')}`),
  paragraph.map((text) => `## ${text}`),
);
const block = fc.oneof(
  inner,
  fc
    .array(inner, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`).join('\n')),
  fc
    .array(inner, { minLength: 1, maxLength: 12 })
    .map((items) => items.map((item) => `1. ${item.replaceAll('\n', '\n   ')}`).join('\n')),
  inner.map((text) => text.replaceAll(/^/gm, '> ')),
);
const anyMarkdown = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.join('\n\n'));

function longReply(length: number): string {
  const [about] = fc.sample(anyMarkdown, { numRuns: 1, seed: 7 });
  const blocks = fc.sample(block, { numRuns: Math.ceil(length / 100), seed: 41 });
  const long = [
    about,
    '```ts',
    "const zażółć = '🙂';\n".repeat(200),
    '```',
    `${'Zdanie po polsku, dość długie. '.repeat(150)}`,
  ];
  let text = long.join('\n');
  for (const next of blocks) {
    if (text.length > length) return text;
    text += `\n\n${next}`;
  }
  return text;
}
