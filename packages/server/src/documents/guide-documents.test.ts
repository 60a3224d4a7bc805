import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ReadDocument } from './document.ts';
import { readDocument } from './read-document.ts';

const folder = new URL('../../../../docs/guide/documents/', import.meta.url);

async function readGuide(fileName: string): Promise<ReadDocument[]> {
  return readDocument({ bytes: await readFile(new URL(fileName, folder)), fileName });
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

describe("the guide's documents", () => {
  it.each([
    ['lumo-3-manual.pdf', '../document-sources/lumo-3-manual.md'],
    ['warranty-and-privacy-policy.docx', '../document-sources/warranty-and-privacy-policy.md'],
  ])('%s is read without losing or dividing a word', async (fileName, source) => {
    const documents = await readGuide(fileName);
    const found = wordCounts(documents.map((document) => `${document.title}\n${document.content}`).join('\n'));
    const written = wordCounts(await readFile(new URL(source, folder), 'utf8'));
    const missing = [...written].filter(([word, count]) => (found.get(word) ?? 0) < count);
    expect(missing).toEqual([]);
  });

  it('become articles of readable size, each with its own title', async () => {
    const names = ['lumo-3-manual.pdf', 'price-list.csv', 'returns-and-account-help.md', 'shipping-and-delivery.html'];
    const documents = (await Promise.all(names.map(readGuide))).flat();
    expect(new Set(documents.map((document) => document.title)).size).toBe(documents.length);
    expect(documents.length).toBeGreaterThan(20);
    for (const { content, description } of documents) {
      expect(content.length).toBeLessThan(15_000);
      expect(description).not.toBe('');
    }
  });

  it('keep their figures together with what they are figures of', async () => {
    const text = async (fileName: string) => (await readGuide(fileName)).map((document) => document.content).join('\n');
    expect(await text('lumo-3-manual.pdf')).toContain('| 4, very hard | above 21 | 1 month |');
    expect(await text('lumo-3-manual.pdf')).not.toMatch(/Operating manual ·.*Page|LM3-EN-2026-03/);
    expect(await text('price-list.csv')).toContain('Product: Descaler, 100 ml; Price in EUR: 6.90');
    expect(await text('shipping-and-delivery.html')).toContain('| Austria | Express | next day | €16.90 | never |');
    expect(await text('shipping-and-delivery.html')).not.toMatch(/cookies|Newsletter|Imprint/);
    expect((await readGuide('returns-and-account-help.md'))[0]?.tags).toEqual(['returns', 'account']);
  });
});
