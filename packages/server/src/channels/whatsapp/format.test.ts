import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from './outgoing/format.ts';

const read = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const length = (text: string): number => [...text].length;

describe('a reply on WhatsApp', () => {
  it('is written in its marks', async () => {
    const parts = format(read('reply.md'));
    expect(parts).toHaveLength(1);
    await expect(`${parts[0]?.body}\n`).toMatchFileSnapshot('fixtures/reply.txt');
    expect(parts[0]?.format).toBe('whatsapp');
  });

  it('is split at 4096 code points, and loses nothing', () => {
    const items = Array.from({ length: 400 }, (_, at) => `- Zażółć gęślą jaźń ${at} 🌵🌵 **gruba**`).join('\n');
    const code = `\`\`\`\n${Array.from({ length: 300 }, (_, at) => `let a${at} = ${at};`).join('\n')}\n\`\`\``;
    const parts = format(`Intro\n\n${items}\n\n${code}\n\n${'🌵'.repeat(5000)}`);
    const all = parts.map(({ body }) => body).join('\n');
    for (const { body } of parts) {
      expect(length(body)).toBeLessThanOrEqual(4096);
      expect((body.match(/```/g) ?? []).length % 2).toBe(0);
    }
    expect(parts.length).toBeLessThanOrEqual(8);
    for (let at = 0; at < 400; at += 1) expect(all).toContain(`jaźń ${at} 🌵🌵 *gruba*`);
    for (let at = 0; at < 300; at += 1) expect(all).toContain(`let a${at} = ${at};`);
    expect(all.split('🌵').length - 1).toBe(5800);
  });

  it('is none for an empty one', () => {
    expect(format(' \n')).toEqual([]);
  });
});
