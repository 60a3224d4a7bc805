import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { answered, visitorAt } from '../../support/visitor.ts';

const app = testApp();
const visitor = () => visitorAt(app.current.parley);

describe('a message of the widget', () => {
  it('begins a conversation, whose events tell it, the welcome before it and the answer', async () => {
    const ada = await visitor();
    const id = randomUUID();
    const { conversation_id, ord, seq } = await ada.says('Hello', { id });
    const events = await ada.eventsWhen(conversation_id, (all) => answered(all).length > 0);
    const messages = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
    expect(messages.map(({ author, is_welcome }) => [author, is_welcome])).toEqual([
      ['ai_assistant', true],
      ['visitor', false],
      ['ai_assistant', false],
    ]);
    expect(messages[1]).toMatchObject({ id, ord, content: 'Hello' });
    expect(events.find((event) => event.type === 'message' && event.message.id === id)?.seq).toBe(seq);
    expect(messages[2]).toMatchObject({ answers: ord, operator: null, sources: [], feedback: null });
  });

  it('goes on in a conversation', async () => {
    const ada = await visitor();
    const { conversation_id } = await ada.says('Hello');
    const second = await ada.says('And again', { conversation_id });
    expect(second.conversation_id).toBe(conversation_id);
    const events = await ada.eventsWhen(conversation_id, (all) => answered(all).includes(second.ord));
    expect(events.filter(({ type }) => type === 'message').length).toBeGreaterThanOrEqual(4);
  });

  it('is stored once, whatever is sent again under its id', async () => {
    const ada = await visitor();
    const id = randomUUID();
    const first = await ada.says('Hello', { id });
    const again = await ada.post({ id, text: 'Hello' });
    expect(again.json()).toEqual({ ...first, is_replay: true });
    const events = await ada.events(first.conversation_id);
    expect(events.filter((event) => event.type === 'message' && event.message.author === 'visitor')).toHaveLength(1);
  });

  it('has an id that no other visitor may use', async () => {
    const id = randomUUID();
    await (await visitor()).says('Hello', { id });
    const answer = await (await visitor()).post({ id });
    expect([answer.statusCode, answer.json().error]).toEqual([409, 'message_id_taken']);
  });

  it('is refused in a conversation of another visitor as in one that is not there', async () => {
    const { conversation_id } = await (await visitor()).says('Hello');
    const eve = await visitor();
    for (const foreign of [conversation_id, randomUUID()]) {
      const answer = await eve.post({ conversation_id: foreign });
      expect([answer.statusCode, answer.json().error]).toEqual([404, 'conversation_gone']);
      const events = await eve.call('GET', `/conversations/${foreign}/events`);
      expect([events.statusCode, events.json().error]).toEqual([404, 'conversation_gone']);
    }
  });
});

it('the built-in model copes with files without words, and so does the search', async () => {
  const ada = await visitor();
  const { parley, database } = app.current;
  const { id: agent_id, workspace_id } = await database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .executeTakeFirstOrThrow();
  const file = {
    id: parley.deps.ids.uuid(),
    name: 'lamp.png',
    content_type: 'image/png',
    size: 7,
    created_at: new Date(),
  };
  const owner = { workspace_id, agent_id, visitor_id: ada.session.visitorId, conversation_id: null };
  await database.db
    .insertInto('files')
    .values({ ...file, ...owner })
    .execute();
  const { conversation_id, ord } = await ada.says('', { files: [file.id] });
  const events = await ada.eventsWhen(conversation_id, (all) => answered(all).includes(ord));
  expect(events.at(-1)).toMatchObject({ type: 'message', message: { author: 'ai_assistant', sources: [] } });
  const found = await parley.app.inject({
    url: '/v1/api_core/conversations?query=lamp',
    headers: { authorization: `Bearer ${app.current.first.write_token}` },
  });
  expect(found.statusCode).toBe(200);
});
