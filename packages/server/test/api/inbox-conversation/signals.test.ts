import { Redis } from 'ioredis';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { type Frame, openTestStream, type TestStream } from '../../support/event-stream.ts';
import { fakeSessions, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { testServers } from '../../support/servers.ts';
import { type TestVisitor, visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';

const redisUrl = process.env.TEST_REDIS_URL;
if (!redisUrl) console.log('skipped: signals between two nodes (needs Redis; set TEST_REDIS_URL)');
const redis = redisUrl ? new Redis(redisUrl) : undefined;
afterAll(() => redis?.disconnect());

const sessions = fakeSessions();
const servers = testServers({
  sessions,
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hello.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
  ...(redis ? { redis } : {}),
});
/** Where people act, and where others look: two nodes, as far as signals pass between them. */
const here = () => servers.current.all[0];
const there = () => servers.current.all[redis ? 1 : 0] ?? here();
const urls = new Map<unknown, string>();

let kim: SignedIn;
let lee: SignedIn;
let june: TestVisitor;
let id: string;
const open: TestStream[] = [];
beforeEach(async () => {
  for (const node of servers.current.all) {
    if (!urls.has(node)) urls.set(node, await node.app.listen({ port: 0, host: '127.0.0.1' }));
  }
  await setWidget(servers.current, { quietMs: 0 });
  const workspaceId = await workspaceIdOf(servers.current, servers.current.first.chatbot_id);
  kim = await signIn(servers.current, sessions, { workspaceId, role: 'agent' });
  lee = await signIn(servers.current, sessions, { workspaceId, role: 'owner' });
  const node = here();
  if (!node) throw new Error('there is no server');
  june = await visitorAt(node);
  id = (await june.says('Hello')).conversation_id;
  await june.eventsWhen(id, (events) => events.some(({ type }) => type === 'message') && events.length > 2);
});
afterAll(() => {
  for (const stream of open.splice(0)) stream.close();
});

async function follow(path: string, headers: Record<string, string>): Promise<TestStream> {
  const stream = await openTestStream(`${urls.get(there())}${path}`, headers);
  expect(stream.status).toBe(200);
  open.push(stream);
  return stream;
}

const post = async (who: SignedIn, path: string, payload: object) => {
  const url = `/inbox/api/${who.workspaceId}${path}`;
  const answer = await here()?.app.inject({ method: 'POST', url, headers: who.headers, payload });
  return { status: answer?.statusCode, body: answer?.json() };
};
const signalOf =
  (type: string) =>
  ({ event, data }: Frame) =>
    event === 'signal' && data.type === type;

/** Streams of the team and of the visitor, where others are. */
async function everybody() {
  const team = await follow(`/inbox/api/${lee.workspaceId}/events`, lee.headers);
  const one = await follow(`/inbox/api/${lee.workspaceId}/conversations/${id}/events?after=0`, lee.headers);
  const visitor = await follow(`/widget/conversations/${id}/events?stream=true`, june.headers);
  await Promise.all([team.started, one.until(({ event }) => event === 'event'), visitor.until(() => true)]);
  return { team, one, visitor };
}

it('tell who types a reply and who looks to the team on any node, and to the visitor no name', async () => {
  const { team, one, visitor } = await everybody();
  expect((await post(kim, `/inbox/conversations/${id}/viewing`, {})).status).toBe(202);
  expect((await post(kim, `/conversations/${id}/typing`, {})).status).toBe(202);
  for (const stream of [team, one]) {
    const viewing = await stream.until(signalOf('viewing'));
    expect(viewing.data).toEqual({ type: 'viewing', conversation_id: id, user_id: kim.userId, is_viewing: true });
    const typing = await stream.until((frame) => signalOf('typing')(frame) && frame.data.author === 'human_operator');
    expect(typing.data).toMatchObject({ conversation_id: id, user_id: kim.userId, is_typing: true });
  }
  const told = await visitor.until((frame) => signalOf('typing')(frame) && frame.data.author === 'human_operator');
  expect(told.data).toEqual({ type: 'typing', author: 'human_operator', is_typing: true });
  expect(JSON.stringify(visitor.frames)).not.toMatch(new RegExp(`${kim.userId}|viewing`));
  await post(kim, `/inbox/conversations/${id}/viewing`, { is_viewing: false });
  await one.until((frame) => signalOf('viewing')(frame) && frame.data.is_viewing === false);
});

it('tell the team how far the visitor has seen, once, and the visitor nothing of it', async () => {
  const { team, visitor } = await everybody();
  for (let n = 0; n < 2; n += 1) expect((await june.call('POST', `/conversations/${id}/seen`)).statusCode).toBe(200);
  const { data } = await team.until(signalOf('seen'));
  expect(data).toMatchObject({ conversation_id: id, ord: 3, at: expect.stringMatching(/\+00:00$/) });
  await post(kim, `/conversations/${id}/typing`, {});
  await team.until((frame) => signalOf('typing')(frame) && frame.data.author === 'human_operator');
  expect(team.frames.filter(signalOf('seen'))).toHaveLength(1);
  expect(visitor.frames.filter(signalOf('seen'))).toEqual([]);
});

it('tell every screen within a second that a conversation is erased, and end its own streams', async () => {
  const { team, one, visitor } = await everybody();
  const begun = performance.now();
  const erased = await post(lee, `/inbox/conversations/${id}/erase-visitor`, {
    confirmation: june.session.visitorId.slice(-8),
  });
  expect([erased.status, erased.body.erased_conversations]).toEqual([200, 1]);
  const gone = { type: 'conversation_erased', conversation_id: id };
  expect((await team.until(signalOf('conversation_erased'))).data).toEqual(gone);
  expect((await one.until(signalOf('conversation_erased'))).data).toEqual(gone);
  expect(performance.now() - begun).toBeLessThan(3_000);
  await Promise.all([one.ended, visitor.ended]);
  expect(visitor.frames.filter(signalOf('conversation_erased'))).toEqual([]);
  const again = await fetch(`${urls.get(there())}/inbox/api/${lee.workspaceId}/inbox/conversations/${id}`, {
    headers: lee.headers,
  });
  expect(again.status).toBe(404);
});

it('of looking are for the team of the conversation', async () => {
  expect((await post(kim, '/inbox/conversations/0198c0de-0000-7000-8000-0000000000ff/viewing', {})).status).toBe(404);
  expect((await post(kim, `/inbox/conversations/${id}/viewing`, { is_viewing: 'yes' })).status).toBe(400);
});
