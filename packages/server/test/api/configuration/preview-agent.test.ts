import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp({
  model: scriptedModel({
    pieces: (text) => [text.slice(0, 5), text.slice(5)],
    draft: ({ agent, history, questions }) => ({
      kind: 'smalltalk',
      text: `I am ${agent.name}, ${agent.replyLength}; ${history.length} before, ${questions.length} asked.`,
      evidence: [],
    }),
  }),
});
let kim: TestBrowser;
let workspace: string;
let at: string;
beforeEach(async () => {
  const { browser, workspaceId } = await signedIn(app.current.parley, 'manager');
  kim = browser;
  workspace = `/${workspaceId}`;
  at = `${workspace}/inbox/agents/${app.current.first.chatbot_id}`;
});
const preview = async (body: object) => {
  const answer = await kim.api('POST', `${at}/preview`, body);
  return { status: answer.statusCode, body: answer.json() };
};
const stored = () => app.current.database.db.selectFrom('agents').select(['settings', 'state']).execute();

describe('a trial of an agent', () => {
  it('is answered by the real one, in a conversation of its own kind', async () => {
    const first = await preview({ text: 'Who are you?' });
    expect([first.status, first.body]).toEqual([
      200,
      {
        object: 'preview_reply',
        conversation_id: expect.any(String),
        ord: 3,
        text: 'I am Ada, 1; 1 before, 1 asked.',
        kind: 'smalltalk',
        sources: [],
      },
    ]);
    const { conversation_id } = first.body;
    const second = await preview({ text: 'And now?', conversation_id });
    expect([second.body.conversation_id, second.body.ord, second.body.text]).toEqual([
      conversation_id,
      5,
      'I am Ada, 1; 3 before, 1 asked.',
    ]);
    const row = await app.current.database.db
      .selectFrom('conversations')
      .select(['id', 'source', 'driver'])
      .executeTakeFirst();
    expect(row).toEqual({ id: conversation_id, source: 'preview', driver: 'ai' });
  });

  it('heeds settings that are not saved, for its turn alone', async () => {
    const before = await stored();
    const settings = { one_word_description: 'Grace', reply_length: 2 };
    const tried = await preview({ text: 'Who are you?', settings });
    expect(tried.body.text).toBe('I am Grace, 2; 1 before, 1 asked.');
    const { conversation_id } = tried.body;
    expect((await preview({ text: 'And now?', conversation_id })).body.text).toContain('I am Ada, 1;');
    expect(await stored()).toEqual(before);
  });

  it.each([
    [{ settings: { reply_length: 9 } }, 'settings.reply_length'],
    [{ settings: { no_such: 1 } }, 'settings.no_such'],
    [{ text: ' ' }, 'text'],
    [{ conversation_id: 'x' }, 'conversation_id'],
  ])('refuses %j, names the field, and stores nothing', async (wrong, field) => {
    const { status, body } = await preview({ text: 'Hi', ...wrong });
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_payload', [field]]);
    expect(await app.current.database.db.selectFrom('conversations').select('id').execute()).toEqual([]);
  });

  it.each(['draft', 'paused', 'archived'] as const)('answers for an agent that is %s', async (status) => {
    await kim.api('PATCH', `${workspace}/chatbots/${app.current.first.chatbot_id}`, { status });
    expect((await preview({ text: 'Who are you?' })).body.text).toContain('I am Ada');
    expect((await stored())[0]?.state).toBe(status);
  });

  it('is in no list and no count, and its cost is counted', async () => {
    await preview({ text: 'Who are you?' });
    const { first } = app.current;
    const list = await kim.api('GET', `${workspace}/conversations`);
    expect(list.json().data).toEqual([]);
    const agents = await kim.api('GET', `${workspace}/chatbots/${first.chatbot_id}`);
    expect([agents.json().conversation_count, agents.json().last_active_at]).toEqual([0, null]);
    const url = `${workspace}/chatbots/${first.chatbot_id}/conversations`;
    expect((await kim.api('GET', url)).json().items).toEqual([]);
    expect((await kim.api('GET', `${url}?source=preview`)).json().items).toHaveLength(1);
    const usage = await app.current.database.db.selectFrom('turn_usage').select('outcome').execute();
    expect(usage).toEqual([{ outcome: 'smalltalk' }]);
  });

  it('does not go on in a conversation of a visitor, nor in that of another agent', async () => {
    const { parley, first } = app.current;
    const chat = await parley.app.inject({
      method: 'POST',
      url: '/chat',
      headers: { authorization: `Bearer ${first.write_token}` },
      payload: { scenario_id: first.scenario_id, text: 'Hello' },
    });
    const other = await kim.api('POST', `${workspace}/chatbots`, { name: 'Other' });
    const theirs = await kim.api('POST', `${workspace}/inbox/agents/${other.json().id}/preview`, { text: 'Hi' });
    for (const conversation_id of [chat.json().conv_id, theirs.json().conversation_id]) {
      const { status, body } = await preview({ text: 'Hi', conversation_id });
      expect([status, body.message]).toEqual([404, 'There is no such trial of this agent.']);
    }
  });

  it('is streamed to who asks for it so', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', accept: 'text/event-stream' };
    const answer = await kim.api('POST', `${at}/preview`, { text: 'Who are you?' }, headers);
    const events = answer.body
      .split('\n\n')
      .filter((part) => part !== '')
      .map((part) => [/^event: (.*)$/m.exec(part)?.[1], JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null')]);
    const conversation_id = answer.headers['x-conversation-id'];
    expect(events).toEqual([
      ['ack', { conversation_id, ord: 2 }],
      ['delta', { text: 'I am ' }],
      // What could still become an address waits for its end.
      ['delta', { text: 'Ada, 1; 1 before, 1 ' }],
      ['delta', { text: 'asked.' }],
      ['done', expect.objectContaining({ conversation_id, ord: 3, text: 'I am Ada, 1; 1 before, 1 asked.' })],
    ]);
  });

  it('is not for those who may not change agents', async () => {
    const { browser } = await signedIn(app.current.parley, 'agent');
    const answer = await browser.api('POST', `${at}/preview`, { text: 'Hi' });
    expect([answer.statusCode, answer.json().message]).toEqual([403, 'This needs the permission agents.manage.']);
  });
});
