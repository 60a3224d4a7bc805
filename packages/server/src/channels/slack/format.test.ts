import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from './outgoing/format.ts';

const fixtures = new URL('fixtures/', import.meta.url);
const long = readFileSync(new URL('long-reply.md', fixtures), 'utf8');
const bodiesOf = (markdown: string): readonly string[] => format(markdown).map(({ body }) => body);
const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}\p{Extended_Pictographic}]+/gu) ?? [];

describe('a reply for Slack', () => {
  it('of more than 10,000 characters is split as it was when people last looked', () => {
    const bodies = bodiesOf(long);
    expect(long.length).toBeGreaterThan(10_000);
    if (process.env.UPDATE_GOLDEN) {
      for (const [at, body] of bodies.entries()) writeFileSync(new URL(`long-reply-part-${at + 1}.md`, fixtures), body);
    }
    const golden = readdirSync(fixtures).filter((name) => name.startsWith('long-reply-part-'));
    expect(bodies).toEqual(golden.sort().map((name) => readFileSync(new URL(name, fixtures), 'utf8')));
  });

  it('keeps each part within the limit, whole, and loses nothing', () => {
    const bodies = bodiesOf(`${long}\n\n${'ż'.repeat(20_000)}\n\n${long}`);
    expect(bodies.length).toBeGreaterThan(7);
    for (const body of bodies) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(8_000);
      expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(body.isWellFormed()).toBe(true);
    }
    expect(bodies.join('').replaceAll(/[^ż]/g, '').length).toBe(
      `${long}${long}`.replaceAll(/[^ż]/g, '').length + 20_000,
    );
    expect(words(bodiesOf(long).join('\n'))).toEqual(words(long));
  });

  it('goes out as it is when it is short, and not at all when it is empty', () => {
    expect(format('**Yes**, <b>it</b> is.')).toEqual([{ body: '**Yes**, <b>it</b> is.', format: 'markdown' }]);
    expect(format('')).toEqual([]);
    expect(format(' \n')).toEqual([]);
  });

  it('calls nobody, whatever a visitor made the agent repeat', () => {
    const [body = ''] = bodiesOf('<!channel> <!HERE> <!subteam^S1> <@U061F7AUR> <#C1> `<!everyone>` 1 <!-- 2 --> a<b');
    expect(body).not.toMatch(/<(!channel|!here|!everyone|!subteam|@U|#C)/i);
    expect(body.replaceAll('\u200b', '')).toBe(
      '<!channel> <!HERE> <!subteam^S1> <@U061F7AUR> <#C1> `<!everyone>` 1 <!-- 2 --> a<b',
    );
  });
});
