import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import type { Draft, TurnContext } from '../../../src/domain/turn/turn-context.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-people.ts';
import { testModel } from '../../support/parts.ts';
import { appendVisitorMessage, storeConversation } from '../../support/stored-conversation.ts';
import { dumpTables } from '../../support/table-dump.ts';

const HELLO: Draft = { kind: 'smalltalk', text: 'Hello.', evidence: [] };
let draft: (context: TurnContext) => Draft | Promise<Draft>;
const seen: TurnContext[] = [];
const model = scriptedModel({
  draft(context) {
    seen.push(context);
    return draft(context);
  },
});
const sessions = fakeSessions();
const app = testApp({ sessions, model });
const inbox = inboxOf(app, sessions);
const agent = agentApi(app);
const { say } = chatClient(app);
let kim: SignedIn;
beforeEach(async () => {
  draft = () => HELLO;
  seen.length = 0;
  kim = await inbox.person();
});

const askDraft = (id: string, who = kim) => inbox.call(who, 'POST', `/inbox/conversations/${id}/draft`, {});

describe('a draft of the agent', () => {
  it('says what the agent would, with its sources, and changes nothing but what it took', async () => {
    const content = 'You can return any item within 30 days.';
    await agent('POST', '/v1/api/knowledge_base/articles', { body: { title: 'Returns', content } });
    const id: string = (await say('Hi')).json().conv_id;
    await inbox.call(kim, 'POST', `/conversations/${id}/take-over`);
    await say('How long can I return an item?', { conv_id: id });
    draft = () => ({
      kind: 'answer',
      text: 'Thirty days.',
      evidence: [{ type: 'passage', passage: 0, quote: 'within 30 days' }],
    });
    const before = await dumpTables(app.current.database);
    const { status, body } = await askDraft(id);
    const { seq } = await inbox.open(kim, id);
    expect([status, body]).toEqual([
      200,
      {
        object: 'reply_draft',
        conversation_id: id,
        seq,
        kind: 'answer',
        text: 'Thirty days.',
        sources: [expect.objectContaining({ title: 'Returns', quote: 'within 30 days', article_version: 1 })],
      },
    ]);
    const after = await dumpTables(app.current.database);
    const changed = [...after].filter(([name, rows]) => rows.join('\n') !== before.get(name)?.join('\n'));
    expect(changed.map(([name]) => name).filter((name) => name !== 'nodes')).toEqual(['turn_usage']);
    const usage = await app.current.database.db
      .selectFrom('turn_usage')
      .selectAll()
      .where('outcome', '=', 'draft')
      .execute();
    expect(usage).toMatchObject([{ conversation_id: id, model: 'scripted', input_tokens: 1 }]);
  });

  it('answers what the visitor said last, knows what people said, and offers nobody', async () => {
    const id: string = (await say('First question')).json().conv_id;
    await inbox.call(kim, 'POST', `/conversations/${id}/messages`, { text: 'Kim here.' });
    await say('Second question', { conv_id: id });
    await say('And a third', { conv_id: id });
    await askDraft(id);
    const context = seen.at(-1);
    expect(context?.questions.map(({ content }) => content)).toEqual(['Second question', 'And a third']);
    expect(context?.history.at(-1)).toMatchObject({ content: 'Kim here.', inEndedHumanStretch: false });
    expect(context?.agent.peopleEnabled).toBe(false);
    await inbox.call(kim, 'POST', `/conversations/${id}/messages`, { text: 'One moment.' });
    await askDraft(id);
    expect(seen.at(-1)?.questions.map(({ content }) => content)).toEqual(['And a third']);
    expect(seen.at(-1)?.history.at(-1)?.content).toBe('One moment.');
  });

  it.each<Draft['kind']>(['unknown', 'handoff', 'answer'])(
    'says that it does not know: %s without evidence',
    async (kind) => {
      const { id } = await storeConversation(app.current, { driver: 'human' });
      draft = () => ({ kind, text: 'Surely.', evidence: [] });
      expect((await askDraft(id)).body).toMatchObject({ kind: 'unknown', text: null, sources: [] });
    },
  );

  it('is not written while the agent answers by itself, nor for who may not reply', async () => {
    const { id } = await storeConversation(app.current);
    expect((await askDraft(id)).body).toMatchObject({ error: 'agent_drives' });
    const { id: queued } = await storeConversation(app.current, { driver: 'queue' });
    expect((await askDraft(queued)).status).toBe(200);
    const { id: ended } = await storeConversation(app.current, { progress: 'resolved' });
    expect((await askDraft(ended)).status).toBe(200);
    expect((await askDraft(queued, await inbox.person('member'))).status).toBe(403);
    expect((await askDraft('0198c0de-0000-7000-8000-0000000000ff')).status).toBe(404);
    expect((await inbox.call(kim, 'POST', `/inbox/conversations/${queued}/draft`, { text: 'x' })).status).toBe(400);
  });

  it('says so when the model fails, and stores nothing', async () => {
    const { AppError } = await import('@parley/protocol');
    const state = await storeConversation(app.current, { driver: 'human' });
    await appendVisitorMessage(app.current, state, 'Hello?');
    draft = () => {
      throw new AppError('unavailable', 'The model is away.');
    };
    expect((await askDraft(state.id)).status).toBe(503);
    const { db } = app.current.database;
    expect(await db.selectFrom('turn_usage').selectAll().execute()).toEqual([]);
  });
});

describe('the built-in model', () => {
  it('writes drafts from the articles too', async () => {
    const content = 'Delivery to Austria takes five days. Returns are free within 30 days.';
    await agent('POST', '/v1/api/knowledge_base/articles', { body: { title: 'Delivery', content } });
    const builtin = await testModel();
    draft = async (context) => {
      for await (const step of builtin.respond(context, { stream: false, signal: new AbortController().signal })) {
        if (step.type === 'draft') return step.draft;
      }
      throw new Error('no draft');
    };
    const text = 'How long does delivery to Austria take?';
    const { id } = await storeConversation(app.current, { driver: 'human', text });
    const { body } = await askDraft(id);
    expect(body).toMatchObject({ kind: 'answer', sources: [{ title: 'Delivery' }] });
    expect(body.text).toContain('five days');
  });
});
