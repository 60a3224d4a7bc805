import { expect, it, vi } from 'vitest';
import { testApp } from '../../support/app.ts';
import { operatorAt } from '../../support/operator.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { answered, visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';

const model = scriptedModel(({ questions }) => `I heard ${questions.map(({ content }) => content).join(' and ')}.`);
const app = testApp({ model });

const widget = async (settings: object) => {
  const { db } = app.current.database;
  await db
    .updateTable('agents')
    .set({ widget: JSON.stringify(settings) })
    .execute();
};
const visitor = async (quietMs: number) => {
  await widget({ quietMs });
  return visitorAt(app.current.parley);
};
const asked = () => model.contexts.map(({ questions }) => questions.map(({ content }) => content));
const newlyAsked = () => {
  const before = model.contexts.length;
  return () => asked().slice(before);
};
type Events = Awaited<ReturnType<Awaited<ReturnType<typeof visitorAt>>['events']>>;
const ended = (events: Events) =>
  events.flatMap((event) => (event.type === 'turn_ended' ? [[event.ord, event.reason]] : []));

it('what is said within a quiet moment is answered once, when it is over', async () => {
  const ada = await visitor(700);
  const since = newlyAsked();
  const { conversation_id } = await ada.says('one');
  await ada.says('two', { conversation_id });
  const { ord } = await ada.says('three', { conversation_id });
  const events = await ada.eventsWhen(conversation_id, (all) => answered(all).length > 0);
  expect(since()).toEqual([['one', 'two', 'three']]);
  expect(answered(events)).toEqual([ord]);
  expect(ended(events)).toEqual([
    [ord - 2, 'superseded'],
    [ord - 1, 'superseded'],
  ]);
  await wholeLogs(app.current.database);
});

it('a reply that is being made is given up for what is said meanwhile', async () => {
  const ada = await visitor(0);
  const since = newlyAsked();
  const release = model.holdAfterFirstWord();
  const { conversation_id, ord } = await ada.says('one');
  await vi.waitFor(() => expect(since()).toHaveLength(1));
  const { ord: second } = await ada.says('two', { conversation_id });
  await vi.waitFor(() => expect(since()).toHaveLength(2));
  release();
  const events = await ada.eventsWhen(conversation_id, (all) => answered(all).length > 0);
  expect(since()).toEqual([['one'], ['one', 'two']]);
  expect([answered(events), ended(events)]).toEqual([[second], [[ord, 'superseded']]]);
});

it('three replies give way at most: the next is let out, and what follows is answered behind it', async () => {
  const ada = await visitor(0);
  const since = newlyAsked();
  const release = model.holdAfterFirstWord();
  const { conversation_id, ord } = await ada.says('1');
  for (const [count, text] of ['2', '3', '4'].entries()) {
    await vi.waitFor(() => expect(since()).toHaveLength(count + 1));
    await ada.says(text, { conversation_id });
  }
  await vi.waitFor(() => expect(since()).toHaveLength(4));
  await ada.says('5', { conversation_id });
  release();
  const events = await ada.eventsWhen(conversation_id, (all) => answered(all).length > 1);
  expect(answered(events)).toEqual([ord + 3, ord + 4]);
  expect(since().slice(-2)).toEqual([['1', '2', '3', '4'], ['5']]);
});

it('says nothing when people take the conversation over before it is over', async () => {
  const ada = await visitor(400);
  const since = newlyAsked();
  const { conversation_id } = await ada.says('one');
  const operator = await operatorAt(app.current.parley, conversation_id);
  await operator.takesOver();
  await operator.says('I am here');
  const { liveTurns } = app.current.parley.deps;
  await vi.waitFor(() => expect(liveTurns.size).toBe(0));
  const events = await ada.events(conversation_id);
  expect([since(), answered(events)]).toEqual([[], []]);
});

it('a message that asks for people is stored, and the agent is silent', async () => {
  const ada = await visitor(0);
  const since = newlyAsked();
  const { conversation_id } = await ada.says('A person, please', { wants_person: true });
  const events = await ada.events(conversation_id);
  expect(events.map((event) => event.type)).toEqual(['message', 'message', 'marker', 'status']);
  expect(events.at(-1)).toMatchObject({ driver: 'queue', operator: null });
  expect(since()).toEqual([]);
});

it('the model hears of files without words, and of their names alone', async () => {
  const ada = await visitor(0);
  const { parley, database } = app.current;
  const { id: agent_id, workspace_id } = await database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .executeTakeFirstOrThrow();
  const id = parley.deps.ids.uuid();
  const file = { id, name: 'broken lamp.png', content_type: 'image/png', size: 7, created_at: new Date() };
  const owner = { workspace_id, agent_id, visitor_id: ada.session.visitorId, conversation_id: null };
  await database.db
    .insertInto('files')
    .values({ ...file, ...owner })
    .execute();
  const { conversation_id } = await ada.says('', { files: [id] });
  const events = await ada.eventsWhen(conversation_id, (all) => answered(all).length > 0);
  expect(model.contexts.at(-1)?.questions).toMatchObject([{ content: '', attachments: ['broken lamp.png'] }]);
  const message = events.flatMap((event) => (event.type === 'message' ? [event.message] : []))[1];
  expect(message?.attachments).toMatchObject([{ id, name: 'broken lamp.png', url: expect.stringMatching(/^http/) }]);
  const taken = await ada.post({ files: [id], conversation_id });
  expect([taken.statusCode, taken.json().error]).toEqual([400, 'unknown_file']);
});
