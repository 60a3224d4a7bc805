import { expect, test } from 'vitest';
import { testApp } from '../../../test/support/app.ts';
import { createArticle } from '../../commands/create-article.ts';
import { deleteArticles } from '../../commands/delete-articles.ts';
import { knowledgeStore } from './load-knowledge.ts';

const app = testApp();

async function aShop() {
  const { deps, database } = { deps: app.current.parley.deps, database: app.current.database };
  const { id: agentId } = await database.db.selectFrom('agents').select('id').executeTakeFirstOrThrow();
  const one = await createArticle(deps, { agentId, type: 'Article', title: 'One', content: 'Red shoes' });
  const two = await createArticle(deps, { agentId, type: 'Article', content: 'Blue shoes', tags: ['a'] });
  return { agentId, one, two, deps, store: knowledgeStore(database.named) };
}

test('a cold node reads the passages of what is live', async () => {
  const { agentId, deps, store } = await aShop();
  await createArticle(deps, { agentId, type: 'Article', content: 'Draft', state: 'draft' });
  await deleteArticles(deps, { agentId, numbers: [1] });
  const { version, passages } = await store.readChanges(agentId, null);
  expect(version).toBe(4);
  expect(passages).toMatchObject([{ articleNumber: 2, title: 'Blue shoes', text: 'Blue shoes', tags: ['a'] }]);
});

test('a warm node reads what changed, and what is gone', async () => {
  const { agentId, one, deps, store } = await aShop();
  expect(await store.readChanges(agentId, 2)).toEqual({ version: 2, changedArticleIds: [], passages: [] });
  await deleteArticles(deps, { agentId, numbers: [1] });
  expect(await store.readChanges(agentId, 2)).toEqual({ version: 3, changedArticleIds: [one.id], passages: [] });
});

test('an older index never replaces a newer one', async () => {
  const { agentId, store } = await aShop();
  expect([await store.readBlob(agentId), await store.blobVersion(agentId)]).toEqual([null, null]);
  await store.writeBlob(agentId, { version: 2, blob: Buffer.from('two') });
  await store.writeBlob(agentId, { version: 1, blob: Buffer.from('one') });
  expect(await store.readBlob(agentId)).toEqual({ version: 2, blob: Buffer.from('two') });
  expect(await store.blobVersion(agentId)).toBe(2);
});
