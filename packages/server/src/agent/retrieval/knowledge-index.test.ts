import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Passage } from '../../domain/knowledge/passage.ts';
import { applyChanges } from './apply-changes.ts';
import { decodeIndex, encodeIndex } from './index-blob.ts';
import { buildIndex, bytes, type KnowledgeIndex } from './knowledge-index.ts';
import { search } from './search.ts';
import { aPassage } from './testing/a-passage.ts';

const WORDS = ['versand', 'versandkosten', 'returns', 'free', 'the', '退货政策', 'ค่าจัดส่ง', 'цена', 'كم'];
const passages = (prefix: string) =>
  fc
    .array(fc.tuple(fc.nat(4), fc.array(fc.constantFrom(...WORDS), { maxLength: 12 })), { maxLength: 12 })
    .map((entries) =>
      entries.map(([article, found], at) =>
        aPassage({ articleId: `${prefix}${article}`, text: found.join(' '), start: at }),
      ),
    );

/** What can be seen of an index: which passages each question finds, with which score. */
function seen(index: KnowledgeIndex) {
  return WORDS.map((query) =>
    search(index, { query, limit: 50 }).map(
      ({ articleId, start, score }) => `${articleId} ${start} ${score.toFixed(4)}`,
    ),
  );
}

test('an index brought up to date finds what an index built anew finds', async () => {
  await fc.assert(
    fc.asyncProperty(passages('old'), passages('new'), fc.subarray([0, 1, 2, 3, 4]), async (old, added, removed) => {
      const gone = new Set(removed.map((article) => `old${article}`));
      const updated = await applyChanges(await buildIndex(old), gone, added);
      const kept = old.filter(({ articleId }) => !gone.has(articleId));
      const anew = await buildIndex([...kept, ...added]);
      expect(seen(updated)).toEqual(seen(anew));
      expect(updated.vocabulary.size).toBe(anew.vocabulary.size);
    }),
    { numRuns: 60 },
  );
});

test('an update leaves the index that it began from as it was', async () => {
  const index = await buildIndex([aPassage({ text: 'returns are free', articleId: 'a' })]);
  const before = seen(index);
  await applyChanges(index, new Set(['a']), [aPassage({ text: 'versand', articleId: 'b' })]);
  expect(seen(index)).toEqual(before);
});

test('a blob gives back the index and its passages', async () => {
  await fc.assert(
    fc.asyncProperty(passages('any'), async (old) => {
      const index = await buildIndex(old);
      expect(await decodeIndex(await encodeIndex(index))).toEqual(index);
    }),
    { numRuns: 60 },
  );
});

test('a blob keeps many passages, frequent tokens and broken characters', async () => {
  const many: Passage[] = Array.from({ length: 700 }, (_, at) =>
    aPassage({
      articleId: `a${at}`,
      text: `${'the '.repeat(at % 300)} nr${at} \ud800`,
      title: 'T',
      tags: ['x'],
      url: '/u',
    }),
  );
  const index = await buildIndex(many);
  expect(await decodeIndex(await encodeIndex(index))).toEqual(index);
});

test('a blob of another format, cut off or of something else is refused', async () => {
  const blob = await encodeIndex(await buildIndex([aPassage({ text: 'returns are free' })]));
  const otherFormat = Buffer.from(blob);
  otherFormat.writeUInt32BE(99, 4);
  expect(await decodeIndex(otherFormat)).toBeNull();
  expect(await decodeIndex(blob.subarray(0, blob.length - 5))).toBeNull();
  const damaged = Buffer.from(blob);
  damaged.writeUInt8(damaged.readUInt8(blob.length - 20) ^ 1, blob.length - 20);
  expect(await decodeIndex(damaged)).toBeNull();
  expect(await decodeIndex(Buffer.from('{}'))).toBeNull();
});

test('building lets the event loop run', async () => {
  let slices = 0;
  const text = Array.from({ length: 150 }, (_, at) => `word${at}`).join(' ');
  const many = Array.from({ length: 1500 }, (_, at) => aPassage({ text: `${text} nr${at}` }));
  await buildIndex(many, () => slices++);
  expect(slices).toBeGreaterThan(0);
});

test('the estimate of memory grows with the passages', async () => {
  const one = await buildIndex([aPassage({ text: 'returns are free' })]);
  const two = await buildIndex([aPassage({ text: 'returns are free' }), aPassage({ text: 'versand kostet' })]);
  expect(bytes(two)).toBeGreaterThan(bytes(one));
  expect(bytes(one)).toBeGreaterThan(100);
});
