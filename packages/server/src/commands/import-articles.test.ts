import { expect, test } from 'vitest';
import { testApp } from '../../test/support/app.ts';
import { importArticles } from './import-articles.ts';

const app = testApp();
const articles = Array.from({ length: 150 }, (_, at) => ({ type: 'Article' as const, content: `Shoe number ${at}` }));

async function theAgent() {
  const agent = await app.current.database.db.selectFrom('agents').selectAll().executeTakeFirstOrThrow();
  return { agentId: agent.id, knowledgeVersion: agent.knowledge_version, nextArticle: agent.next_article };
}

test('many articles are one version of the knowledge, and numbered in their order', async () => {
  const { agentId, knowledgeVersion } = await theAgent();
  const seen: number[] = [];
  const onProgress = ({ done }: { done: number }) => void seen.push(done);
  const imported = await importArticles(app.current.parley.deps, { agentId, articles, onProgress });
  expect(imported.map(({ number }) => number)).toEqual(articles.map((_, at) => at + 1));
  expect(seen).toEqual(articles.map((_, at) => at + 1));
  expect(await theAgent()).toMatchObject({ knowledgeVersion: knowledgeVersion + 1, nextArticle: 151 });
});

test('nothing stays of an import that fails on its way', async () => {
  const { deps } = app.current.parley;
  const before = await theAgent();
  let made = 0;
  const [taken] = await importArticles(deps, {
    agentId: before.agentId,
    articles: [{ type: 'Article', content: 'x' }],
  });
  // The id of an article in the second batch is taken already.
  const ids = { uuid: () => (++made === 120 ? (taken?.id ?? '') : deps.ids.uuid()) };
  await expect(importArticles({ ...deps, ids }, { agentId: before.agentId, articles })).rejects.toThrow('articles_id');
  const rows = await app.current.database.db.selectFrom('articles').select('number').execute();
  expect(rows).toEqual([{ number: 1 }]);
  expect((await theAgent()).knowledgeVersion).toBe(before.knowledgeVersion + 1);
});
