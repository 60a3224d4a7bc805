import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainBm25 } from './plain-bm25.ts';
import { benchRetrieval } from './retrieval.ts';
import { loadXquad } from './xquad.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xquad-'));
  const qa = (id: string, question: string, text: string, start: number) => ({
    id,
    question,
    answers: [{ text, answer_start: start }],
  });
  const shop = { context: 'Shipping takes two days.', qas: [qa('1', 'How long does shipping take?', 'two days', 15)] };
  const store = { context: 'The store opens at nine.', qas: [qa('2', 'When does the store open?', 'nine', 19)] };
  const data = [
    { title: 'Shop', paragraphs: [shop] },
    { title: 'Store', paragraphs: [store] },
  ];
  writeFileSync(join(folder, 'xquad.en.json'), JSON.stringify({ version: '1.1', data }));
  writeFileSync(join(folder, 'README.md'), 'not a data set');
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the data set is read by language, with answers where they stand', () => {
  const [english, ...others] = loadXquad(folder);
  expect(others).toEqual([]);
  expect(english?.language).toBe('en');
  expect(english?.articles).toEqual([0, 1]);
  for (const { paragraph, answers } of english?.questions ?? []) {
    for (const { text, start } of answers) {
      expect(english?.paragraphs[paragraph]?.slice(start, start + text.length)).toBe(text);
    }
  }
});

test('the benchmark gives recall beside plain BM25, and speed', async () => {
  const rows = await benchRetrieval(['retrieval', '--data', folder, '--passages', '20']);
  const row = (name: string) => rows.find((one) => one.name === name);
  expect(row('recall@1 en')).toMatchObject({ value: 1, unit: 'share', note: 'plain BM25 1.000' });
  expect(row('recall@5 mean')?.value).toBe(1);
  expect(row('query p99')?.value).toBeLessThan(50);
});

test('without the data set the benchmark says so and measures nothing', async () => {
  expect(await benchRetrieval(['--data', join(folder, 'nowhere')])).toEqual([]);
});

test('plain BM25 ranks by rare words and gives nothing for unknown ones', () => {
  const find = plainBm25(['the cat and the dog', 'the dog', 'the bird sings of the cat']);
  expect(find('the bird', 3)[0]).toBe(2);
  expect(find('Dog', 3)).toEqual([1, 0]);
  expect(find('xyzzy', 3)).toEqual([]);
});
