import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from './format.ts';

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

describe('a reply on Instagram', () => {
  it('is plain text', async () => {
    const parts = format(readFileSync(new URL('fixtures/reply.md', import.meta.url), 'utf8'));
    await expect(`${parts.map(({ body }) => body).join('\n=====\n')}\n`).toMatchFileSnapshot('fixtures/reply.txt');
  });

  it('is split at 1000 bytes, and loses nothing', () => {
    const parts = format(`${'Zażółć **gęślą** jaźń. '.repeat(100)}\n\n${'🌵'.repeat(600)}\n\n${'ż'.repeat(1000)}`);
    for (const { body } of parts) expect(bytes(body)).toBeLessThanOrEqual(1000);
    const all = parts.map(({ body }) => body).join('');
    expect(all.split('gęślą').length - 1).toBe(100);
    expect(all.split('🌵').length - 1).toBe(600);
    expect(all.match(/ż/g)).toHaveLength(1100);
    expect(all.isWellFormed()).toBe(true);
  });
});
