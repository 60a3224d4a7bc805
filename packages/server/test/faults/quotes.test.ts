import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testApp } from '../support/app.ts';

const REPLIES = Number(process.env.PARLEY_QUOTE_REPLIES ?? 200);
const app = testApp();

const THINGS = ['kettle', 'bicycle', 'lamp', 'Zelt', 'ノート', 'guitar', 'backpack', 'tripod'];
const sentence = fc
  .record({
    thing: fc.constantFrom(...THINGS),
    days: fc.integer({ min: 2, max: 90 }),
    mark: fc.constantFrom('😀', 'é', ''),
  })
  .map(({ thing, days, mark }) => `You can return the ${thing}${mark} within ${days} days of delivery.`);
const filler = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');
const paragraph = fc.array(fc.oneof({ weight: 3, arbitrary: sentence }, { weight: 1, arbitrary: filler }), {
  minLength: 1,
  maxLength: 5,
});
const content = fc
  .array(paragraph, { minLength: 1, maxLength: 4 })
  .map((paragraphs) => paragraphs.map((each) => each.join(' ')).join('\n\n'));

type Source = { article_id: string; article_version: number; quote: string; start: number; end: number; id: number };

async function call(method: 'POST' | 'PATCH', url: string, payload: object) {
  const headers = { authorization: `Bearer ${app.current.first.write_token}` };
  const answer = await app.current.parley.app.inject({ method, url, headers, payload });
  expect([answer.statusCode < 300, answer.statusCode < 300 ? '' : answer.body]).toEqual([true, '']);
  return answer.json();
}

it(`I10: each source of ${REPLIES} replies quotes its article to the letter, whatever is edited meanwhile`, async () => {
  const texts = fc.sample(content, { numRuns: REPLIES + 12, seed: 42 });
  const articles = '/v1/api/knowledge_base/articles';
  for (const text of texts.slice(0, 12)) await call('POST', articles, { title: 'Returns', content: text });
  const quoted: Source[] = [];
  for (let at = 0; at < REPLIES; at += 4) {
    const asked = Array.from({ length: 4 }, (_, more) => {
      const question = `Can I return the ${THINGS[(at + more) % THINGS.length]}?`;
      return call('POST', '/chat?sources=true', { scenario_id: app.current.first.scenario_id, text: question });
    });
    const edited = call('PATCH', `${articles}/${1 + (at % 12)}`, { content: texts[12 + at] ?? 'Nothing.' });
    for (const answer of await Promise.all(asked)) quoted.push(...answer.sources);
    await edited;
  }
  // Most of these questions have an answer: the check would be empty without sources.
  expect(quoted.length).toBeGreaterThan(REPLIES / 4);
  const versions = await readVersions();
  for (const { id, article_version, quote, start, end } of quoted) {
    const text = versions.get(`${id}/${article_version}`);
    expect(text?.slice(start, end)).toBe(quote);
    expect(quote.isWellFormed()).toBe(true);
  }
  expect(new Set(quoted.map(({ article_version }) => article_version)).size).toBeGreaterThan(2);
  await storedAsAnswered(quoted);
});

async function readVersions(): Promise<Map<string, string>> {
  const rows = await app.current.database.db.selectFrom('article_versions').selectAll().execute();
  return new Map(rows.map((row) => [`${row.article_number}/${row.version}`, row.plain_text]));
}

/** What is stored with the messages are the same sources, so that the events show them too. */
async function storedAsAnswered(quoted: readonly Source[]): Promise<void> {
  const rows = await app.current.database.db.selectFrom('messages').select('sources').execute();
  const stored = rows.flatMap(({ sources }) => sources as Source[]).map((source) => JSON.stringify(source));
  const told = quoted.map((source) => source.quote);
  expect(stored.map((source) => JSON.parse(source).quote).toSorted()).toEqual(told.toSorted());
}
