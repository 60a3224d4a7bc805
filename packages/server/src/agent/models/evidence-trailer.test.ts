import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, Evidence } from '../../domain/turn/turn-context.ts';
import { parseTrailer, renderTrailer } from './evidence-trailer.ts';
import { createTrailerSplitter } from './trailer-splitter.ts';

const EVIDENCE: readonly Evidence[] = [
  { type: 'passage', passage: 1, quote: 'say "hello" </evidence> \u{1F600}' },
  { type: 'metadata', key: 'ticket_id' },
  { type: 'setting', name: 'name' },
  { type: 'message', ord: 3 },
  { type: 'tool', callId: 'call_1' },
];

function splitBy(pieces: readonly string[]): { shown: string; pieces: string[] } {
  const splitter = createTrailerSplitter();
  const shown = [...pieces.map((piece) => splitter.push(piece)), splitter.end()];
  return { shown: shown.join(''), pieces: shown };
}

describe('parseTrailer', () => {
  it('reads back what renderTrailer wrote, with passages counted from 1 on the wire', () => {
    const trailer = renderTrailer({ kind: 'answer', evidence: EVIDENCE });
    expect(trailer).toContain('{"passage":2,');
    expect(parseTrailer(`The *text*.\n\n${trailer}\n`)).toEqual({
      text: 'The *text*.',
      kind: 'answer',
      evidence: EVIDENCE,
    });
  });

  const claims = '"claims":[{"message":3}]';
  it.each([
    ['on the same line', `Text. <evidence>{"kind":"answer",${claims}}</evidence>`],
    ['in a code fence', `Text.\n\`\`\`json\n<evidence>{"kind":"answer",${claims}}</evidence>\n\`\`\``],
    ['in a fence of tildes', `Text.\n~~~\n<evidence>{"kind":"answer",${claims}}</evidence>\n~~~`],
    ['with a fence inside', `Text.\n<evidence>\n\`\`\`json\n{"kind":"answer",${claims}}\n\`\`\`\n</evidence>`],
    ['with words after it', `Text.\n<evidence>{"kind":"answer",${claims}}</evidence>\nI hope this helps.`],
    ['in capitals, with blanks', `Text.\n< Evidence >{"kind":"answer",${claims}}</ EVIDENCE>`],
    ['without its end', `Text.\n<evidence>{"kind":"answer",${claims}}`],
    ['cut off in a later claim', `Text.\n<evidence>{"kind":"answer","claims":[{"message":3},{"passage":2,"quo`],
    ['with a comma too many', `Text.\n<evidence>{"kind":"answer","claims":[{"message":3},]}</evidence>`],
    ['with numbers as text', `Text.\n<evidence>{"kind":"answer","claims":[{"message":"3"}]}</evidence>`],
    [
      'with claims that mean nothing',
      `Text.\n<evidence>{"kind":"answer","claims":[7,null,{},{"passage":1},{"message":3}]}</evidence>`,
    ],
  ])('reads a trailer %s', (_, output) => {
    expect(parseTrailer(output)).toEqual({ text: 'Text.', kind: 'answer', evidence: [{ type: 'message', ord: 3 }] });
  });

  it('reads a quote with a raw line break in it', () => {
    const parsed = parseTrailer(
      'Text.\n<evidence>{"kind":"answer","claims":[{"passage":1,"quote":"two\nlines"}]}</evidence>',
    );
    expect(parsed).toMatchObject({ evidence: [{ quote: 'two lines' }] });
  });

  it.each([
    ['there is none', 'Text.'],
    ['it is no JSON', 'Text.\n<evidence>yes</evidence>'],
    ['its kind is unknown', 'Text.\n<evidence>{"kind":"certain","claims":[]}</evidence>'],
    ['it is a list', 'Text.\n<evidence>[1,2]</evidence>'],
    ['it is empty', 'Text.\n<evidence></evidence>'],
  ])('knows no kind when %s', (_, output) => {
    expect(parseTrailer(output)).toEqual({ text: 'Text.', kind: null });
  });

  it('keeps a code block and tags of other names in the text', () => {
    const text = 'Use:\n```js\nif (a < b) c();\n```\n<evidences>x</evidences>';
    expect(parseTrailer(`${text}\n${renderTrailer({ kind: 'smalltalk', evidence: [] })}`)).toMatchObject({ text });
  });
});

describe('the splitter', () => {
  const draft: Pick<Draft, 'kind' | 'evidence'> = { kind: 'answer', evidence: EVIDENCE };
  const outputs = [
    `Three < five, <em>ok</em>, <evid\n\n${renderTrailer(draft)}`,
    `Text.\n\`\`\`json\n${renderTrailer(draft)}\n\`\`\``,
    `Use \`code\`:\n\`\`\`js\nlet a = 1;\n\`\`\`\n  ${renderTrailer(draft)} and more`,
    `Text. < EVIDENCE >{"kind":"answer"`,
    'No trailer at all, but a < at the end <',
  ];

  it.each(outputs)('shows the text alone wherever the output is cut in two: %j', (output) => {
    const { text } = parseTrailer(output);
    for (let at = 0; at <= output.length; at += 1) {
      expect(splitBy([output.slice(0, at), output.slice(at)]).shown).toBe(text);
    }
  });

  it.each(outputs)('shows the text alone when it comes letter by letter: %j', (output) => {
    expect(splitBy(output.split('')).shown).toBe(parseTrailer(output).text);
  });

  it('shows a prefix of the text after every piece, for any text and any cuts', () => {
    const snippet = fc.constantFrom(
      '<',
      '<e',
      '<evidence',
      'evidence>',
      '`',
      '```',
      '```json',
      '\n',
      ' ',
      'word',
      '~~~',
      '.',
    );
    const text = fc.array(snippet, { maxLength: 12 }).map((parts) => parts.join(''));
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, cuts, fc.boolean(), (body, lengths, hasTrailer) => {
        const output = `T${body}${hasTrailer ? renderTrailer(draft) : ''}`;
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < output.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          pieces.push(output.slice(at, at + length));
          at += length;
        }
        const expected = parseTrailer(output).text;
        let shown = '';
        for (const piece of splitBy(pieces).pieces) {
          shown += piece;
          expect(expected.startsWith(shown)).toBe(true);
        }
        expect(shown).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('does not wait for a whole answer', () => {
    expect(createTrailerSplitter().push('Three to five working')).toBe('Three to five working');
  });

  it('takes a long run of blanks and fences in linear time', () => {
    const started = performance.now();
    splitBy([`a${' '.repeat(20_000)}${'`'.repeat(20_000)}${'\n'.repeat(20_000)}b`, '<evidence>']);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
