import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { saveArticleLangUrl } from '../../../src/store/knowledge/article-lang-urls.ts';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';

const app = testApp();
const OWN = 'https://shop.example/terms';
const POLISH = 'https://shop.example/pl/regulamin';

/** What a visitor whose conversation is in a language is told of a source that has a Polish address too. */
async function told(language: string | null) {
  const { parley, database, first } = app.current;
  const key = { agentId: first.chatbot_id, articleNumber: 7, language: 'pl' };
  await saveArticleLangUrl(database.named, key, POLISH);
  const ada = await visitorAt(parley);
  const { conversation_id: id } = await ada.says('Hello');
  const all = await ada.eventsWhen(id, (events) =>
    events.some((event) => event.type === 'message' && event.message.answers !== null),
  );
  const reply = all.findLast(({ type }) => type === 'message');
  if (reply?.type !== 'message') throw new Error('there is no reply');
  const source = { id: 7, article_id: randomUUID(), title: 'Terms', url: OWN, quote: 'x' };
  const sources = JSON.stringify([source, { ...source, id: 8, url: '' }]);
  await database.db.updateTable('messages').set({ sources }).where('id', '=', reply.message.id).execute();
  await database.db.updateTable('conversations').set({ most_frequent_language: language }).execute();
  const again = (await ada.events(id)).find(({ seq }) => seq === reply.seq);
  if (again?.type !== 'message') throw new Error('the reply is gone');
  return again.message.sources.map(({ url }) => url);
}

it.each([
  ['pl', POLISH],
  ['de', OWN],
  [null, OWN],
])('a source of a conversation in %s leads to %s', async (language, url) => {
  expect(await told(language)).toEqual([url, null]);
});

it('a source leads through us while links are tracked, to the address in the language of the conversation', async () => {
  await setWidget(app.current, { linkTracking: true });
  const [link, none] = await told('pl');
  expect(none).toBeNull();
  expect(new URL(link ?? '').origin).toBe(new URL(app.current.parley.deps.baseUrl()).origin);
  const answer = await app.current.parley.app.inject({ url: new URL(link ?? '').pathname });
  expect([answer.statusCode, answer.headers.location]).toEqual([302, POLISH]);
});
