import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { insertMember } from '../../../src/store/workspaces/users.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { type Frame, openTestStream } from '../../support/event-stream.ts';
import { signedIn } from '../../support/person.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp({ livePace: { heartbeatMs: 40, recheckMs: 50 } });
const { say } = chatClient(app);
const api = workspaceApi(app);

const stream = (path: string, { key, headers = {} }: { key?: string; headers?: Record<string, string> } = {}) =>
  streamAt(`/v1${path}`, { authorization: `Bearer ${key ?? app.current.first.workspace_key}`, ...headers });

async function streamAt(path: string, headers: Record<string, string>) {
  const server = app.current.parley.app;
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return openTestStream(`${origin}${path}`, headers);
}

const events = (frames: readonly Frame[]) => frames.filter(({ event }) => event === 'event');
const isSent = ({ data }: Frame) => data.type === 'message.sent' && data.data.answers !== undefined;

async function aTalk(texts: readonly string[]): Promise<string> {
  let conv_id: string | undefined;
  for (const text of texts) conv_id = (await say(text, { conv_id })).json().conv_id;
  if (!conv_id) throw new Error('nothing was said');
  return conv_id;
}

describe('the stream of a workspace', () => {
  it('tells what happens from now on, with the message that an event speaks of', async () => {
    const before = await aTalk(['Before']);
    // A transaction of somebody else that is still open could make the stream begin a moment earlier.
    await expect.poll(async () => (await api('GET', '/events?after=start')).body.data.length).toBe(4);
    const live = await stream('/events');
    expect(live.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(live.headers.get('cache-control')).toContain('no-transform');
    expect(live.headers.get('x-accel-buffering')).toBe('no');
    expect(live.headers.get('x-request-id')).toMatch(/^req_/);
    await live.started;
    const id = await aTalk(['Hello']);
    const reply = await live.until(isSent);
    live.close();
    expect(live.frames.filter(({ data }) => data.conversation_id === before)).toEqual([]);
    expect(events(live.frames).map(({ data }) => [data.conversation_id, data.type, data.seq])).toEqual([
      [id, 'conversation.started', 1],
      [id, 'message.sent', 2],
      [id, 'message.received', 3],
      [id, 'message.sent', 4],
    ]);
    expect(reply.data).toMatchObject({ chatbot_id: app.current.first.chatbot_id, message: { role: 'assistant' } });
    const messages = (await api('GET', `/conversations/${id}/messages`)).body.data;
    expect(messages).toContainEqual(reply.data.message);
  });

  it('resumes after any event, with nothing missed or doubled, by header and by address', async () => {
    await aTalk(['One', 'Two']);
    const all = await stream('/events?after=start');
    await all.until(({ data }) => data.seq === 6);
    all.close();
    const whole = events(all.frames);
    expect(whole).toHaveLength(6);
    for (const [index, { id = '' }] of whole.entries()) {
      const rest = await stream(`/events?after=${id}`);
      const byHeader = await stream('/events?after=start', { headers: { 'last-event-id': id } });
      const id2 = await aTalk([`More ${index}`]);
      for (const resumed of [rest, byHeader]) {
        await resumed.until((frame) => isSent(frame) && frame.data.conversation_id === id2);
        resumed.close();
        const told = events(resumed.frames).slice(0, whole.length - index - 1);
        expect(told).toEqual(whole.slice(index + 1));
        const ids = events(resumed.frames).map((frame) => frame.id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
  });

  it('gives the same as pages to those who poll', async () => {
    const begun = (await api('GET', '/events')).body;
    expect(begun).toMatchObject({ object: 'list', data: [], has_more: false });
    const id = await aTalk(['One', 'Two']);
    const seqs: number[] = [];
    let after = begun.next_after;
    const pollOnce = async () => {
      const page = (await api('GET', `/events?limit=2&after=${after}`)).body;
      seqs.push(...page.data.map(({ seq }: { seq: number }) => seq));
      after = page.next_after;
      expect(page.data.length).toBeLessThanOrEqual(2);
      return seqs;
    };
    await expect.poll(pollOnce).toEqual([1, 2, 3, 4, 5, 6]);
    const own = (await api('GET', `/conversations/${id}/events?after=2&limit=3`)).body;
    expect(own).toMatchObject({ has_more: true, next_after: 5, data: [{ seq: 3 }, { seq: 4 }, { seq: 5 }] });
  });

  it.each(['x', 'start2', '%00', 'LTEuMA', 'MTg0NDY3NDQwNzM3MDk1NTE2MTYuMA'])(
    'refuses %s as a place to resume from, in words',
    async (after) => {
      for (const accept of ['text/event-stream', 'application/json']) {
        const answer = await api('GET', `/events?after=${after}`, undefined, { headers: { accept } });
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ error: 'invalid_query' });
      }
    },
  );

  it('leaves out what belongs to another workspace, and opens for no foreign credential', async () => {
    const foreign = await app.current.addForeign();
    const theirs = await stream('/events?after=start', { key: foreign.workspace_key });
    const ours = await stream('/events?after=start');
    const id = await aTalk(['Hello']);
    await ours.until(isSent);
    await theirs.started;
    expect(events(theirs.frames)).toEqual([]);
    for (const key of ['par_live_x', app.current.first.write_token]) {
      expect((await stream('/events', { key })).status).toBe(401);
    }
    expect((await stream(`/conversations/${id}/events`, { key: foreign.workspace_key })).status).toBe(404);
    theirs.close();
    ours.close();
  });

  it('ends within seconds when its key is revoked', async () => {
    const live = await stream('/events');
    await app.current.database.db.updateTable('workspace_keys').set({ state: 'revoked' }).execute();
    await live.ended;
    expect((await stream('/events')).status).toBe(401);
  });

  it('ends for somebody who was removed, though they have a stream of another workspace open', async () => {
    const { parley, database } = app.current;
    const { person, browser, workspaceId: ours } = await signedIn(parley, 'agent');
    const { chatbot_id: theirAgent } = await app.current.addForeign();
    const { workspace_id: theirs } = await database.db
      .selectFrom('agents')
      .select('workspace_id')
      .where('id', '=', theirAgent)
      .executeTakeFirstOrThrow();
    await database.transaction((tx) =>
      insertMember(tx, { id: randomUUID(), workspaceId: theirs, userId: person.id, role: 'agent' }, new Date()),
    );
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const staying = await streamAt(`/inbox/api/${ours}/events`, { cookie });
    const leaving = await streamAt(`/inbox/api/${theirs}/events`, { cookie });
    await database.db
      .deleteFrom('members')
      .where('workspace_id', '=', theirs)
      .where('user_id', '=', person.id)
      .execute();
    await leaving.ended;
    await aTalk(['Hello']);
    await staying.until(isSent);
    staying.close();
  });

  it('lives on comments, which tell where it is', async () => {
    const live = await stream('/events');
    await expect.poll(() => live.positions.length, { timeout: 5_000 }).toBeGreaterThan(3);
    live.close();
    const resumed = await stream(`/events?after=${live.positions.at(-1)}`);
    await aTalk(['Hello']);
    await resumed.until(isSent);
    expect(events(resumed.frames)).toHaveLength(4);
    resumed.close();
  });
});

describe('signals', () => {
  it('tell who types, to the team with the name and to the visitor without, and are never told again', async () => {
    const id = await aTalk(['Hello']);
    const team = await stream('/events');
    const one = await stream(`/conversations/${id}/events?after=4`);
    await team.started;
    const answer = await api('POST', `/conversations/${id}/typing`, {});
    expect(answer).toMatchObject({ status: 202, body: { object: 'typing', conversation_id: id, is_typing: true } });
    const isTyping = ({ event, data }: Frame) => event === 'signal' && data.type === 'typing';
    for (const live of [team, one]) {
      const told = await live.until(isTyping);
      expect(told).toEqual({
        event: 'signal',
        id: undefined,
        data: { type: 'typing', conversation_id: id, author: 'human_operator', user_id: null, is_typing: true },
      });
      live.close();
    }
    expect((await api('POST', `/conversations/${crypto.randomUUID()}/typing`, {})).status).toBe(404);
    expect((await api('POST', `/conversations/${id}/typing`, { is_typing: 'yes' })).status).toBe(400);
  });

  it('tell the pieces of a reply that is streamed to somebody else', async () => {
    const id = await aTalk(['Hello']);
    const team = await stream(`/conversations/${id}/events?after=4`);
    await expect.poll(() => app.current.parley.deps.live.streams.count()).toBe(1);
    await say('Hello again', { conv_id: id }, {}, '?stream=true');
    const { data } = await team.until(({ event }) => event === 'signal');
    expect(data).toMatchObject({ type: 'delta', conversation_id: id, ord: 4 });
    const whole = await team.until(isSent);
    expect(whole.data.message.parts[0].text.startsWith(data.text)).toBe(true);
    team.close();
  });

  it('tell that the visitor is there while an agent token follows the conversation', async () => {
    const id = await aTalk(['Hello']);
    const team = await stream('/events');
    await team.started;
    expect(await app.current.parley.deps.presence.isPresent(id)).toBe(false);
    const visitor = await stream(`/api_core/conversations/${id}/events`, { key: app.current.first.write_token });
    const presence =
      (is: boolean) =>
      ({ data }: Frame) =>
        data.type === 'presence' && data.is_present === is;
    expect((await team.until(presence(true))).data.conversation_id).toBe(id);
    expect(await app.current.parley.deps.presence.isPresent(id)).toBe(true);
    await api('POST', `/conversations/${id}/typing`, { is_typing: true });
    const told = await visitor.until(({ event }) => event === 'signal');
    expect(told.data).toEqual({ type: 'typing', author: 'human_operator', is_typing: true });
    visitor.close();
    await team.until(presence(false));
    team.close();
  });
});
