import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';
import { testKnowledge } from '../../support/parts.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

// It says all that it was given: what is not in its reply was not retrieved.
const model = scriptedModel({
  draft: ({ passages }) => ({
    kind: passages.length === 0 ? 'smalltalk' : 'answer',
    text: passages.map(({ text }) => text).join('\n') || 'nothing',
    evidence: passages.map(({ text }, passage) => ({ type: 'passage', passage, quote: text })),
  }),
});
const app = testApp({ model });
const { ask, call, create } = knowledgeCalls(app);

const DAYS_30 = { title: 'Returns', content: 'You can return shoes within 30 days.' };

async function lastSources() {
  const { db } = app.current.database;
  const replies = await db
    .selectFrom('messages')
    .select('sources')
    .where('author', '=', 'ai_assistant')
    .orderBy('created_at')
    .orderBy('ord')
    .execute();
  return replies.at(-1)?.sources;
}

describe('the next answer', () => {
  it('uses an article that was just created', async () => {
    expect(await ask('Can I return shoes?')).toBe('nothing');
    await create(DAYS_30);
    expect(await ask('Can I return shoes?')).toBe(DAYS_30.content);
  });

  it('does not use a draft until it is published', async () => {
    const { id } = await create({ ...DAYS_30, state: 'draft' });
    expect(await ask('Can I return shoes?')).toBe('nothing');
    await call('PATCH', `articles/${id}`, { state: 'ready' });
    expect(await ask('Can I return shoes?')).toBe(DAYS_30.content);
  });

  it('does not use an article that was taken back', async () => {
    const { id } = await create(DAYS_30);
    expect(await ask('Can I return shoes?')).toBe(DAYS_30.content);
    await call('PATCH', `articles/${id}`, { state: 'draft' });
    expect(await ask('Can I return shoes?')).toBe('nothing');
  });

  it('uses the new text of an updated article, and no longer the old one', async () => {
    const { id } = await create(DAYS_30);
    await ask('Can I return shoes?');
    await call('PATCH', `articles/${id}`, { content: 'You can return shoes within 60 days.' });
    expect(await ask('Can I return shoes?')).toBe('You can return shoes within 60 days.');
  });

  it('does not use a deleted article', async () => {
    const { id } = await create(DAYS_30);
    await ask('Can I return shoes?');
    await call('DELETE', `articles/${id}`);
    expect(await ask('Can I return shoes?')).toBe('nothing');
  });

  it('never uses an article of another agent', async () => {
    await create(DAYS_30);
    const foreign = await app.current.addForeign();
    expect(await ask('Can I return shoes?', {}, foreign)).toBe('nothing');
  });

  it('rests on what is tagged with the topic, or not tagged at all', async () => {
    await create({ content: 'Shoes of the shop in Bern.', tags: ['bern'] });
    await create({ content: 'Shoes of the shop in Rome.', tags: ['rome', 'italy'] });
    await create({ content: 'Shoes of every shop.' });
    const reply = await ask('shoes', { client_metadata: { kb_topic: 'rome' } });
    expect(reply.split('\n').toSorted()).toEqual(['Shoes of every shop.', 'Shoes of the shop in Rome.']);
    expect((await ask('shoes')).split('\n')).toHaveLength(3);
  });

  it('links to the page in the language of the visitor', async () => {
    const { id } = await create({ content: 'Schuhe: Rückgabe innert 30 Tagen.', url: 'https://example.com/' });
    await call('POST', `articles/${id}/lang_urls/de`, { url: 'https://example.com/de' });
    await ask('Können Sie mir bitte sagen, wie die Rückgabe der Schuhe funktioniert?');
    expect(await lastSources()).toMatchObject([{ id, url: 'https://example.com/de' }]);
    await ask('Could you please tell me about Schuhe, and how to return them?');
    expect(await lastSources()).toMatchObject([{ id, url: 'https://example.com/' }]);
  });

  it('is the same on a node that has just started, and on one that was warm', async () => {
    const other = testKnowledge(app.current.database).knowledge;
    const find = async () => {
      const agent = await app.current.database.db.selectFrom('agents').selectAll().executeTakeFirstOrThrow();
      const key = { agentId: agent.id, knowledgeVersion: agent.knowledge_version };
      const found = await other.findArticles({ ...key, query: 'shoes', tags: [], language: null });
      return found.map(({ passage }) => passage);
    };
    const { id } = await create(DAYS_30);
    expect(await find()).toEqual([DAYS_30.content]);
    await call('PATCH', `articles/${id}`, { content: 'No shoes here.' });
    expect(await find()).toEqual(['No shoes here.']);
    await call('DELETE', `articles/${id}`);
    expect(await find()).toEqual([]);
  });
});
