import { beforeEach, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { fakeSessions, type SignedIn, signIn, workspaceIdOf } from '../support/fake-sessions.ts';
import { testServers } from '../support/servers.ts';
import { storeConversation } from '../support/stored-conversation.ts';

const PEOPLE = 6;
const ROUNDS = 5;

const sessions = fakeSessions();
const servers = testServers({
  sessions,
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
let people: SignedIn[];
beforeEach(async () => {
  const workspaceId = await workspaceIdOf(servers.current, servers.current.first.chatbot_id);
  people = [];
  for (let n = 0; n < PEOPLE; n += 1)
    people.push(await signIn(servers.current, sessions, { workspaceId, role: 'agent' }));
});

/** Everybody asks at once, to the servers by turns, having seen the same. */
async function all(
  method: 'POST' | 'PATCH' | 'PUT',
  path: string,
  seq: number,
  payload: (at: number) => object,
): Promise<{ status: number; person: SignedIn; changed: string[] }[]> {
  const nodes = servers.current.all;
  return Promise.all(
    people.map(async (person, at) => {
      const answer = await nodes[at % nodes.length]?.app.inject({
        method,
        url: `/inbox/api/${person.workspaceId}${path}`,
        headers: { ...person.headers, 'based-on': String(seq) },
        payload: payload(at),
      });
      if (!answer) throw new Error('there is no server');
      return { status: answer.statusCode, person, changed: answer.json().details?.changed ?? [] };
    }),
  );
}

const stateOf = (id: string) =>
  servers.current.database.db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const messagesOf = (id: string) =>
  servers.current.database.db
    .selectFrom('messages')
    .select(['ord', 'content', 'author_id'])
    .where('conversation_id', '=', id)
    .where('author', '=', 'human_operator')
    .execute();

it('of people who reply at once, one does, and the others are told', { timeout: 60_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, seq } = await storeConversation(servers.current);
    const answers = await all('POST', `/inbox/conversations/${id}/messages`, seq, (at) => ({ text: `From ${at}` }));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(PEOPLE - 1).fill(409)]);
    const [winner] = answers.filter(({ status }) => status === 201);
    expect(await messagesOf(id)).toMatchObject([{ author_id: winner?.person.userId }]);
    expect(await stateOf(id)).toMatchObject({ driver: 'human', assigned_to: winner?.person.userId });
    for (const { changed, status } of answers) if (status === 409) expect(changed).toContain('message');
  }
});

it('of people who take over at once, one has it', { timeout: 60_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, seq } = await storeConversation(servers.current, { driver: 'queue' });
    const answers = await all('POST', `/conversations/${id}/take-over`, seq, () => ({}));
    const winners = answers.filter(({ status }) => status === 200);
    expect([winners.length, answers.filter(({ status }) => status === 409).length]).toEqual([1, PEOPLE - 1]);
    expect((await stateOf(id)).assigned_to).toBe(winners[0]?.person.userId);
  }
});

it('of people who change one detail at once, one does; different details all hold', { timeout: 60_000 }, async () => {
  const { id, seq } = await storeConversation(servers.current);
  const same = await all('PATCH', `/conversations/${id}`, seq, (at) => ({ title: `Title ${at}` }));
  expect(same.map(({ status }) => status).toSorted()).toEqual([200, ...Array(PEOPLE - 1).fill(409)]);
  expect((await stateOf(id)).title).toBe(`Title ${same.findIndex(({ status }) => status === 200)}`);
  const fields = ['contact_name', 'contact_email', 'contact_phone', 'contact_label', 'priority', 'assigned_to'];
  const values = ['June', 'june@example.com', '1', 'VIP', 'high', people[0]?.userId];
  const apart = await all('PATCH', `/conversations/${id}`, seq, (at) => ({ [String(fields[at])]: values[at] }));
  expect(apart.map(({ status }) => status)).toEqual(Array(PEOPLE).fill(200));
  expect(await stateOf(id)).toMatchObject({
    visitor_name: 'June',
    visitor_email: 'june@example.com',
    visitor_phone: '1',
    visitor_label: 'VIP',
    priority: 'high',
    assigned_to: people[0]?.userId,
  });
});

it('of people who set one key of the metadata at once, one does; different keys all hold', {
  timeout: 60_000,
}, async () => {
  const { id, seq } = await storeConversation(servers.current);
  const path = `/inbox/conversations/${id}/metadata`;
  const same = await all('PATCH', path, seq, (at) => ({ metadata: { plan: at } }));
  expect(same.filter(({ status }) => status === 200)).toHaveLength(1);
  const apart = await all('PATCH', path, seq, (at) => ({ metadata: { [`key${at}`]: at } }));
  // Who loses against others all the time is told so; nothing of theirs is lost or half there.
  const stored = apart.flatMap(({ status }, at) => (status === 200 ? [`key${at}`] : []));
  const { metadata } = await stateOf(id);
  expect(Object.keys(metadata).toSorted()).toEqual([...stored, 'plan'].toSorted());
  expect(stored.length).toBeGreaterThan(0);
});
