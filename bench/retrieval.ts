import { parseArgs } from 'node:util';
import { applyChanges } from '../packages/server/src/agent/retrieval/apply-changes.ts';
import { decodeIndex, encodeIndex } from '../packages/server/src/agent/retrieval/index-blob.ts';
import { buildIndex, bytes, type KnowledgeIndex } from '../packages/server/src/agent/retrieval/knowledge-index.ts';
import { search } from '../packages/server/src/agent/retrieval/search.ts';
import type { Passage } from '../packages/server/src/domain/knowledge/passage.ts';
import { plainBm25 } from './plain-bm25.ts';
import { loadXquad, XQUAD_FOLDER, XQUAD_MISSING, type XquadLanguage } from './xquad.ts';

/** One figure of a benchmark, as `bench/run.ts` collects them. */
export type BenchRow = { readonly name: string; readonly value: number; readonly unit: string; readonly note?: string };

const LARGE = '10000';

/**
 * Recall of retrieval beside plain BM25 on XQuAD, and speed and size at many passages; prints both as tables. Options:
 * `--data <folder of XQuAD>`, `--passages <how many>` (10,000). No rows when the data set is not there.
 */
export async function benchRetrieval(args: string[]): Promise<BenchRow[]> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: XQUAD_FOLDER }, passages: { type: 'string', default: LARGE } },
    strict: false,
  });
  const languages = loadXquad(String(values.data));
  if (languages.length === 0) {
    console.log(XQUAD_MISSING);
    return [];
  }
  const recall: Recall[] = [];
  for (const language of languages) recall.push(await recallOf(language));
  printRecall(recall);
  const speed = await speedRows(languages, Number(values.passages));
  console.table(Object.fromEntries(speed.map(({ name, value, unit }) => [name, { value, unit }])));
  return [...recallRows(recall), ...speed];
}

type Hits = { readonly at1: number; readonly at5: number };
type Recall = { readonly language: string; readonly questions: number; readonly parley: Hits; readonly plain: Hits };

async function recallOf(data: XquadLanguage): Promise<Recall> {
  const index = await buildIndex(data.paragraphs.map((text, at) => passage(text, at, data.language)));
  const plain = plainBm25(data.paragraphs);
  return {
    language: data.language,
    questions: data.questions.length,
    parley: hits(data, (question) => search(index, { query: question, limit: 5 }).map((found) => found.articleNumber)),
    plain: hits(data, (question) => plain(question, 5)),
  };
}

function hits({ questions }: XquadLanguage, find: (question: string) => number[]): Hits {
  const ranks = questions.map((question) => find(question.text).indexOf(question.paragraph));
  return {
    at1: ranks.filter((rank) => rank === 0).length / ranks.length,
    at5: ranks.filter((rank) => rank >= 0).length / ranks.length,
  };
}

function printRecall(recall: readonly Recall[]): void {
  const row = (parley: Hits, plain: Hits) => ({
    'recall@1': parley.at1.toFixed(3),
    'plain BM25 @1': plain.at1.toFixed(3),
    'recall@5': parley.at5.toFixed(3),
    'plain BM25 @5': plain.at5.toFixed(3),
  });
  const rows = recall.map(({ language, questions, parley, plain }) => [language, { questions, ...row(parley, plain) }]);
  console.table(Object.fromEntries([...rows, ['mean', row(mean(recall, 'parley'), mean(recall, 'plain'))]]));
}

function mean(recall: readonly Recall[], of: 'parley' | 'plain'): Hits {
  const average = (hit: keyof Hits) => recall.reduce((sum, one) => sum + one[of][hit], 0) / recall.length;
  return { at1: average('at1'), at5: average('at5') };
}

function recallRows(recall: readonly Recall[]): BenchRow[] {
  const rows = (name: string, parley: Hits, plain: Hits): BenchRow[] => [
    { name: `recall@1 ${name}`, value: parley.at1, unit: 'share', note: `plain BM25 ${plain.at1.toFixed(3)}` },
    { name: `recall@5 ${name}`, value: parley.at5, unit: 'share', note: `plain BM25 ${plain.at5.toFixed(3)}` },
  ];
  return [
    ...recall.flatMap(({ language, parley, plain }) => rows(language, parley, plain)),
    ...rows('mean', mean(recall, 'parley'), mean(recall, 'plain')),
  ];
}

async function speedRows(languages: readonly XquadLanguage[], count: number): Promise<BenchRow[]> {
  const passages = manyPassages(languages, count);
  const { buildMs, encodeMs, blob, memory, longestPauseMs } = await written(passages);
  const [firstUseMs, index] = await timed(() => firstUse(blob, languages));
  const { p50, p99 } = queryTimes(index, languages);
  const [updateMs] = await timed(() =>
    applyChanges(index, new Set(passages.slice(0, 5).map(({ articleId }) => articleId)), passages.slice(0, 5)),
  );
  const note = `${count} passages`;
  return [
    { name: 'query p50', value: p50, unit: 'ms', note },
    { name: 'query p99', value: p99, unit: 'ms', note },
    { name: 'build', value: buildMs, unit: 'ms', note },
    { name: 'longest pause of the event loop while building', value: longestPauseMs, unit: 'ms', note },
    { name: 'first use (decode blob and search once)', value: firstUseMs, unit: 'ms', note },
    { name: 'update of five articles', value: updateMs, unit: 'ms', note },
    { name: 'encode blob', value: encodeMs, unit: 'ms', note },
    { name: 'blob', value: blob.length / 1e6, unit: 'MB', note },
    { name: 'memory', value: memory / 1e6, unit: 'MB', note },
  ].map((row) => ({ ...row, value: Math.round(row.value * 100) / 100 }));
}

/** Apart from the rest, so that nothing of the first index is in memory any more when its blob is read. */
async function written(passages: Passage[]) {
  let longestPauseMs = 0;
  let since = performance.now();
  const onSlice = () => {
    const now = performance.now();
    longestPauseMs = Math.max(longestPauseMs, now - since);
    since = now;
  };
  const [buildMs, index] = await timed(() => buildIndex(passages, onSlice));
  const [encodeMs, blob] = await timed(() => encodeIndex(index));
  return { buildMs, encodeMs, blob, memory: bytes(index), longestPauseMs };
}

async function firstUse(blob: Buffer, languages: readonly XquadLanguage[]): Promise<KnowledgeIndex> {
  const index = await decodeIndex(blob);
  if (index === null) throw new Error('the blob just written was refused');
  search(index, { query: languages[0]?.questions[0]?.text ?? '', limit: 8 });
  return index;
}

/** Paragraphs of all languages, then recombinations of their halves: real words at real frequencies. */
function manyPassages(languages: readonly XquadLanguage[], count: number): Passage[] {
  return Array.from({ length: count }, (_, at) => {
    const language = languages[at % languages.length];
    const paragraphs = language?.paragraphs ?? [];
    const round = Math.floor(at / languages.length);
    const one = paragraphs[round % paragraphs.length] ?? '';
    if (round < paragraphs.length) return passage(one, at, language?.language ?? 'en');
    const other = paragraphs[(round * 7 + Math.floor(round / paragraphs.length)) % paragraphs.length] ?? '';
    const text = one.slice(0, one.length / 2) + other.slice(other.length / 2);
    return passage(text, at, language?.language ?? 'en');
  });
}

/** Warm, and of each question the best of three: what else this machine does is not the index's time. */
function queryTimes(index: KnowledgeIndex, languages: readonly XquadLanguage[]): { p50: number; p99: number } {
  const questions = languages.flatMap((language) => language.questions.slice(0, 250));
  const run = () =>
    questions.map(({ text }) => {
      const from = performance.now();
      search(index, { query: text, limit: 8 });
      return performance.now() - from;
    });
  const rounds = [run(), run(), run(), run()].slice(1);
  const times = questions.map((_, at) => Math.min(...rounds.map((round) => round[at] ?? 0))).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const from = performance.now();
  const result = await work();
  return [performance.now() - from, result];
}

function passage(text: string, number: number, language: string): Passage {
  return {
    articleId: `article-${number}`,
    articleNumber: number,
    articleVersion: 1,
    title: '',
    url: null,
    tags: [],
    language,
    text,
    start: 0,
    end: text.length,
  };
}

if (import.meta.main) await benchRetrieval(process.argv.slice(2));
