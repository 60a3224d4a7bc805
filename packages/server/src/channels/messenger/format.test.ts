import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { format } from './format.ts';

describe('a reply on Messenger', () => {
  it('is plain text', async () => {
    const [only, ...others] = format(readFileSync(new URL('fixtures/reply.md', import.meta.url), 'utf8'));
    expect(others).toEqual([]);
    await expect(`${only?.body}\n`).toMatchFileSnapshot('fixtures/reply.txt');
  });

  it('is split at 2000 characters, and loses nothing', () => {
    const parts = format(`${'Zażółć **gęślą** jaźń. '.repeat(200)}\n\n${'🌵'.repeat(1500)}`);
    for (const { body } of parts) expect(body.length).toBeLessThanOrEqual(2000);
    const all = parts.map(({ body }) => body).join('');
    expect(all.split('gęślą').length - 1).toBe(200);
    expect(all.split('🌵').length - 1).toBe(1500);
    expect(all.isWellFormed()).toBe(true);
  });

  it('is none for an empty one', () => {
    expect(format('')).toEqual([]);
  });
});
