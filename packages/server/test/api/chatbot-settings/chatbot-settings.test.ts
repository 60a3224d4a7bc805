import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';

const model = scriptedModel({
  draft: ({ agent }) => ({ kind: 'smalltalk', text: `I am ${agent.name}.`, evidence: [] }),
});
const app = testApp({ model });
const call = agentApi(app);
const URL = '/v1/api/chatbot_settings';

describe('the settings', () => {
  it('are complete from the start', async () => {
    const { status, body } = await call('GET', URL, { token: app.current.first.read_token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ one_word_description: 'Ada', personality: 0, reply_length: 1, language_chosen: 'en' });
  });

  it('change what is given and leave the rest', async () => {
    const { body: before } = await call('GET', URL);
    const silence = { auto_close_hours: 2, queue_notice_minutes: 0, hand_back_after_minutes: 30 };
    const change = { greeting: 'Salut!', ai_commands: ['a', 'b'], unknown_reply: { de: 'Keine Ahnung.' }, ...silence };
    const { status, body } = await call('PATCH', URL, { body: change });
    expect([status, body]).toEqual([200, { ...before, ...change }]);
    expect((await call('GET', URL)).body).toEqual(body);
    await call('PATCH', URL, { body: { ai_commands: ['c'] } });
    expect((await call('GET', URL)).body).toEqual({ ...body, ai_commands: ['c'] });
  });

  it('hold from the next message on', async () => {
    await call('PATCH', URL, { body: { one_word_description: 'Grace', greeting2: 'Ask me.' } });
    const { body } = await call('POST', '/chat', { body: { scenario_id: app.current.first.scenario_id, text: 'Hi' } });
    expect(body).toMatchObject({ reply: 'I am Grace.', ord_number: 4 });
  });

  it('are the same that the Knowledge Base shows', async () => {
    await call('PATCH', '/v1/api/knowledge_base', { body: { short_description: 'You help.' } });
    expect((await call('GET', URL)).body.short_description).toBe('You help.');
  });

  it.each([
    [{ personality: 14 }, 'personality'],
    [{ creativity_level: '1' }, 'creativity_level'],
    [{ reply_length: 1.5 }, 'reply_length'],
    [{ ai_commands: 'x' }, 'ai_commands'],
    [{ greeting: 'x'.repeat(1001) }, 'greeting'],
    [{ language_chosen: 'English please' }, 'language_chosen'],
    [{ people_enabled: null }, 'people_enabled'],
    [{ people_keep_conversations: 'yes' }, 'people_keep_conversations'],
    [{ auto_close_hours: -1 }, 'auto_close_hours'],
    [{ queue_notice_minutes: 0.5 }, 'queue_notice_minutes'],
    [{ hand_back_after_minutes: 10_081 }, 'hand_back_after_minutes'],
  ])('refuse %j, name the field and change nothing', async (wrong, field) => {
    const { body: before } = await call('GET', URL);
    const { status, body } = await call('PATCH', URL, { body: { header: 'New', ...wrong } });
    expect([status, Object.keys(body.errors)]).toEqual([422, ['root', field]]);
    expect((await call('GET', URL)).body).toEqual(before);
  });

  it('of one agent are out of reach of another', async () => {
    const foreign = await app.current.addForeign();
    await call('PATCH', URL, { body: { one_word_description: 'Mallory' }, token: foreign.write_token });
    expect((await call('GET', URL)).body.one_word_description).toBe('Ada');
  });

  it('need write_all to be changed', async () => {
    const { status, body } = await call('PATCH', URL, { body: { header: 'x' }, token: app.current.first.read_token });
    expect([status, body.errors.root[0]]).toEqual([
      403,
      { message: 'Insufficient token scope. Required: write_all', code: 'INSUFFICIENT_SCOPE' },
    ]);
  });
});
