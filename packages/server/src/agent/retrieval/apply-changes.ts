import type { Passage } from '../../domain/knowledge/passage.ts';
import { buildIndex, type KnowledgeIndex } from './knowledge-index.ts';
import { type OnSlice, timeSlices } from './time-slices.ts';

/**
 * The index after articles were changed: without the passages of the removed articles and with the added ones. An article
 * that changed is in both. Its searches find what those of an index built anew would, at a fraction of the work.
 */
export async function applyChanges(
  index: KnowledgeIndex,
  removedArticleIds: ReadonlySet<string>,
  added: readonly Passage[],
  onSlice?: OnSlice,
): Promise<KnowledgeIndex> {
  return mergeIndexes(index, removedArticleIds, await buildIndex(added, onSlice), onSlice);
}

async function mergeIndexes(
  old: KnowledgeIndex,
  removedArticleIds: ReadonlySet<string>,
  added: KnowledgeIndex,
  onSlice?: OnSlice,
): Promise<KnowledgeIndex> {
  const pause = timeSlices(onSlice);
  const kept = old.passages.flatMap((passage, at) => (removedArticleIds.has(passage.articleId) ? [] : [at]));
  const newNumber = new Int32Array(old.passages.length).fill(-1);
  for (const [number, at] of kept.entries()) newNumber[at] = number;

  const merged = postingsWriter(old, added);
  for (const [token, term] of old.vocabulary) {
    merged.copy(old, term, (passage) => newNumber[passage] ?? -1);
    merged.copy(added, added.vocabulary.get(token), (passage) => passage + kept.length);
    merged.end(token);
    if (pause.due()) await pause.take();
  }
  for (const [token, term] of added.vocabulary) {
    if (old.vocabulary.has(token)) continue;
    merged.copy(added, term, (passage) => passage + kept.length);
    merged.end(token);
  }
  const counts = (before: Uint32Array, after: Uint32Array) =>
    Uint32Array.from([...kept.map((at) => before[at] ?? 0), ...after]);
  return {
    ...merged.result(),
    passages: [...kept.flatMap((at) => old.passages[at] ?? []), ...added.passages],
    wordCounts: counts(old.wordCounts, added.wordCounts),
    partCounts: counts(old.partCounts, added.partCounts),
  };
}

function postingsWriter(old: KnowledgeIndex, added: KnowledgeIndex) {
  const vocabulary = new Map<string, number>();
  const postings = new Uint32Array(old.postings.length + added.postings.length);
  const starts = new Uint32Array(old.vocabulary.size + added.vocabulary.size + 1);
  let length = 0;
  return {
    copy(from: KnowledgeIndex, term: number | undefined, numberOf: (passage: number) => number) {
      if (term === undefined) return;
      const end = from.starts[term + 1] ?? 0;
      for (let at = from.starts[term] ?? 0; at < end; at++) {
        const posting = from.postings[at] ?? 0;
        const number = numberOf(posting >>> 8);
        if (number >= 0) postings[length++] = ((number << 8) | (posting & 255)) >>> 0;
      }
    },
    /** Closes the token's list; a token whose passages are all gone leaves the vocabulary. */
    end(token: string) {
      if (length === starts[vocabulary.size]) return;
      vocabulary.set(token, vocabulary.size);
      starts[vocabulary.size] = length;
    },
    result: () => ({
      vocabulary,
      postings: postings.slice(0, length),
      starts: starts.slice(0, vocabulary.size + 1),
    }),
  };
}
