import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-people.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({
  sessions,
  model: scriptedModel({
    draft: ({ passages: [first] }) =>
      first
        ? { kind: 'answer', text: 'Thirty days.', evidence: [{ type: 'passage', passage: 0, quote: 'within 30 days' }] }
        : { kind: 'smalltalk', text: 'Hello.', evidence: [] },
  }),
});
const inbox = inboxOf(app, sessions);
const api = workspaceApi(app);
const agent = agentApi(app);
const { say } = chatClient(app);
let kim: SignedIn;
beforeEach(async () => {
  kim = await inbox.person();
});

const get = (path: string, who = kim) => inbox.call(who, 'GET', `/inbox${path}`);

/** An answer that quotes an article, and its conversation. */
async function answered(): Promise<{ id: string; article: { id: number; article_id: string } }> {
  const content = 'You can return any item within 30 days. We pay for it.';
  const made = await agent('POST', '/v1/api/knowledge_base/articles', { body: { title: 'Returns', content } });
  const id: string = (await say('How long can I return an item?')).json().conv_id;
  return { id, article: made.body };
}

describe('why the agent said that', () => {
  it('tells what was considered and quoted, of which version, and what the turn took', async () => {
    const { id, article } = await answered();
    const manager = await inbox.person('manager');
    const { status, body } = await get(`/conversations/${id}/messages/3/insights`, manager);
    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'message_insights', ord: 3, answers: 2, kind: 'answer', tools: [] });
    expect(body.passages[0]).toMatchObject({
      article_id: article.article_id,
      article_version: 1,
      title: 'Returns',
      was_quoted: true,
      start: 0,
    });
    expect(body.passages[0].score).toBeGreaterThan(0);
    expect(body.sources).toMatchObject([{ article_id: article.article_id, quote: 'within 30 days' }]);
    expect(body.turn).toMatchObject({
      outcome: 'answer',
      model: 'scripted',
      input_tokens: 1,
      output_tokens: 1,
      cost: null,
    });
    expect(body.turn.latency_ms).toBeGreaterThanOrEqual(0);
  });

  it('tells what it took to those who may see usage, and in no other API', async () => {
    const { id } = await answered();
    expect((await get(`/conversations/${id}/messages/3/insights`)).body.turn).toBeNull();
    const shown = [
      (await get(`/conversations/${id}`)).text,
      (await get(`/conversations/${id}/messages`)).text,
      (await get(`/conversations/${id}/log`)).text,
      JSON.stringify((await agent('GET', `/v1/api_core/conversations/${id}/events`)).body),
      JSON.stringify((await api('GET', `/conversations/${id}/events`)).body),
    ];
    for (const text of shown) expect(text).not.toMatch(/scripted|tokens|"model"|turn_id/);
    const [, , reply] = (await agent('GET', `/v1/api_core/conversations/${id}/events`)).body.items;
    expect(Object.keys(reply.data.message_insights.passages[0])).toEqual(['article_id', 'title', 'score']);
  });

  it('is told of replies of the agent alone', async () => {
    const { id } = await answered();
    for (const ord of ['1', '2', '9', 'x']) {
      expect((await get(`/conversations/${id}/messages/${ord}/insights`)).status).toBe(404);
    }
  });
});

describe('a source', () => {
  it('opens with its quote marked, though the article has changed, and though it is gone', async () => {
    const { id, article } = await answered();
    const [source] = (await inbox.open(kim, id)).messages.at(-1)?.sources ?? [];
    if (!source) throw new Error('the reply has no source');
    const open = async () => {
      const { status, body } = await get(`/articles/${source.article_id}/versions/${source.article_version}`);
      expect([status, body.plain_text?.slice(source.start, source.end)]).toEqual([200, 'within 30 days']);
      return body;
    };
    expect(await open()).toMatchObject({ title: 'Returns', version: 1, current_version: 1, is_deleted: false });
    const at = `/v1/api/knowledge_base/articles/${article.id}`;
    await agent('PATCH', at, { body: { title: 'New terms', content: 'You can return nothing.' } });
    expect(await open()).toMatchObject({ title: 'Returns', current_version: 2, is_deleted: false });
    await agent('DELETE', at);
    expect(await open()).toMatchObject({ title: 'Returns', current_version: null, is_deleted: true });
  });

  it('is not found in a version that there is not, nor in another workspace', async () => {
    const { article } = await answered();
    for (const path of [`${article.article_id}/versions/2`, `${article.article_id}/versions/x`, 'x/versions/1']) {
      expect((await get(`/articles/${path}`)).status).toBe(404);
    }
    const foreign = await app.current.addForeign();
    const { body } = await agent('POST', '/v1/api/knowledge_base/articles', {
      token: foreign.write_token,
      body: { title: 'Theirs', content: 'Theirs.' },
    });
    expect((await get(`/articles/${body.article_id}/versions/1`)).status).toBe(404);
  });
});

describe('the log', () => {
  it('tells what happened beside the messages, oldest first, with who did it', async () => {
    const { id } = await answered();
    const lee = await inbox.person();
    const patch = (payload: object) => inbox.call(kim, 'PATCH', `/conversations/${id}`, payload);
    await inbox.call(kim, 'POST', `/conversations/${id}/take-over`);
    await patch({ assigned_to: lee.userId });
    await inbox.call(kim, 'PATCH', `/inbox/conversations/${id}/metadata`, { metadata: { plan: 'pro' } });
    await agent('POST', `/v1/api_core/conversations/${id}/metadata`, { body: { metadata: { seats: 3 } } });
    await inbox.call(kim, 'POST', `/conversations/${id}/notes`, { content: 'Call her.' });
    const { data, has_more } = (await get(`/conversations/${id}/log`)).body;
    expect(has_more).toBe(false);
    const told = data.map(({ event, actor }: { event: { type: string }; actor: { name: string } | null }) => [
      event.type,
      actor?.name ?? null,
    ]);
    expect(told).toEqual([
      ['conversation.started', null],
      ['conversation.updated', 'Kim agent'],
      ['conversation.updated', 'Kim agent'],
      ['conversation.metadata_set', 'Kim agent'],
      ['conversation.metadata_set', null],
      ['note.created', 'Kim agent'],
    ]);
    expect(data[2]).toMatchObject({ from: { id: kim.userId }, to: { id: lee.userId, name: 'Kim agent' } });
    const last = (await get(`/conversations/${id}/log?limit=2`)).body;
    expect([last.has_more, last.data]).toEqual([true, data.slice(-2)]);
    const before = (await get(`/conversations/${id}/log?limit=2&before=${last.data[0].seq}`)).body;
    expect(before.data).toEqual(data.slice(-4, -2));
    const after = (await get(`/conversations/${id}/log?after=${before.data[1].seq}`)).body;
    expect(after.data).toEqual(data.slice(-2));
  });
});

describe('metadata that a person sets', () => {
  const SCHEMA = { type: 'object', properties: { plan: { enum: ['free', 'pro'] }, address: { type: 'object' } } };
  const set = (id: string, metadata: unknown, headers = {}, who = kim) =>
    inbox.call(who, 'PATCH', `/inbox/conversations/${id}/metadata`, { metadata }, headers);

  it('is merged, null removes a key, and it vouches for what a browser has said', async () => {
    const metadata = { plan: 'free', wish: 'lamp', kept: [1] };
    const { id, seq } = await storeConversation(app.current, { metadata, unverifiedKeys: ['wish', 'plan'] });
    const { status, body } = await set(id, { plan: 'pro', wish: null, seats: 3 });
    expect([status, body.metadata]).toEqual([200, { kept: [1], plan: 'pro', seats: 3 }]);
    expect([body.seq, body.unverified_keys]).toEqual([seq + 1, []]);
    const [event] = await inbox.eventsAfter(kim, id, seq);
    expect(event).toMatchObject({
      type: 'conversation.metadata_set',
      data: { changed: ['plan', 'seats'], removed: ['wish'], by: { type: 'operator', id: kim.userId } },
    });
    expect((await set(id, { plan: 'pro' })).body.seq).toBe(seq + 1);
  });

  it('is refused by the schema with each failing path, and nothing is stored', async () => {
    await agent('PUT', '/v1/api/metadata_schema', { body: { schema: SCHEMA } });
    const { id, seq } = await storeConversation(app.current);
    const { status, body } = await set(id, { plan: 'gold', address: 'Ulm', seats: 3 });
    expect([status, body.error]).toEqual([422, 'metadata_refused']);
    expect(Object.keys(body.details.fieldErrors).toSorted()).toEqual(['metadata.address', 'metadata.plan']);
    expect(await inbox.open(kim, id)).toMatchObject({ seq, metadata: {} });
    expect((await set(id, { plan: 'pro' })).status).toBe(200);
  });

  it('is refused where somebody else has set the same key since, and not where it is another', async () => {
    const { id, seq } = await storeConversation(app.current);
    const lee = await inbox.person();
    const seen = { 'based-on': String(seq) };
    expect((await set(id, { plan: 'pro' }, seen, lee)).status).toBe(200);
    const refused = await set(id, { plan: 'free' }, seen);
    expect([refused.status, refused.body.error]).toEqual([409, 'changed_meanwhile']);
    expect(refused.body.details).toMatchObject({ changed: ['metadata.plan'], state: { metadata: { plan: 'pro' } } });
    expect((await set(id, { seats: 3 }, seen)).body.metadata).toEqual({ plan: 'pro', seats: 3 });
  });

  it.each([['x'], [null], [[1]], [{ ['k'.repeat(129)]: 1 }]])('is refused as %j', async (metadata) => {
    const { id, seq } = await storeConversation(app.current);
    const { status } = await set(id, metadata);
    expect([400, 422]).toContain(status);
    expect((await inbox.open(kim, id)).seq).toBe(seq);
  });
});
