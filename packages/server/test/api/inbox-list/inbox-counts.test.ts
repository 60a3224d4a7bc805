import { INBOX_VIEWS, type InboxView } from '@parley/protocol';
import type { InboxCounts } from '@parley/protocol/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { factsOfAll } from '../../support/catch-up-facts.ts';
import { fakeSessions, inboxCall, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-list.ts';
import { storeMany } from '../../support/many-conversations.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

async function counts(person: SignedIn): Promise<InboxCounts> {
  const { status, body } = await inboxCall(app.current, person, { method: 'GET', path: '/inbox/counts' });
  expect(status).toBe(200);
  return body;
}

/** What the list itself has, view by view. */
async function recount(person: SignedIn): Promise<Record<string, { count: number; capped: boolean }>> {
  const entries = [];
  for (const view of INBOX_VIEWS) {
    const rows = await inbox.readAll(person, { view, limit: '100' });
    entries.push([view, { count: rows.length, capped: false }] as const);
  }
  return Object.fromEntries(entries);
}

const call = (person: SignedIn, method: 'PATCH' | 'POST', path: string, payload?: object) =>
  inboxCall(app.current, person, { method, path, ...(payload ? { payload } : {}) });

/** What people do to a conversation; what is refused changes nothing. */
const acts = {
  takes: (person: SignedIn, id: string) => call(person, 'POST', `/conversations/${id}/take-over`),
  'hands back': (person: SignedIn, id: string) => call(person, 'POST', `/conversations/${id}/handback`),
  queues: (person: SignedIn, id: string) =>
    call(person, 'PATCH', `/conversations/${id}`, { status: 'agent_requested' }),
  resolves: (person: SignedIn, id: string) => call(person, 'PATCH', `/conversations/${id}`, { status: 'resolved' }),
  closes: (person: SignedIn, id: string) => call(person, 'PATCH', `/conversations/${id}`, { status: 'closed' }),
  archives: (person: SignedIn, id: string) => call(person, 'PATCH', `/conversations/${id}`, { status: 'archived' }),
  unassigns: (person: SignedIn, id: string) => call(person, 'PATCH', `/conversations/${id}`, { assigned_to: null }),
  'gives to themselves': (person: SignedIn, id: string) =>
    call(person, 'PATCH', `/conversations/${id}`, { assigned_to: person.userId }),
};
const act = fc.record({
  does: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
  who: fc.nat(1),
  which: fc.nat(5),
});

describe('the counts of the inbox', () => {
  it('are what a recount gives after any commands, for everybody', { timeout: 240_000 }, async () => {
    const team = [await inbox.enter(), await inbox.enter('owner')] as const;
    const ids: string[] = [];
    for (let number = 0; number < 6; number += 1) ids.push((await storeConversation(app.current)).id);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 12 }), async (done) => {
        for (const { does, who, which } of done) await acts[does](team[who] ?? team[0], ids[which] ?? '');
        for (const person of team) expect((await counts(person)).views).toEqual(await recount(person));
      }),
      { numRuns: 8 },
    );
  });

  it('divide what there is: open ones by who has them, and ended ones', async () => {
    const [me, other] = [await inbox.enter(), await inbox.enter()];
    const analysis = { sentiment: 'negative', resolution_status: 'open', topic: 'x', is_flagged: true } as const;
    const found = { ...analysis, flag_reason: null, intent: null, knowledge_gap: null };
    await storeMany(app.current, [
      { driver: 'ai' },
      { driver: 'ai', assignedTo: me.userId },
      { driver: 'queue', analysis: found },
      { driver: 'human' },
      { driver: 'human', assignedTo: other.userId },
      { driver: 'human', assignedTo: me.userId, progress: 'resolved', analysis: found },
      { progress: 'closed' },
      { progress: 'archived', analysis: found },
      { driver: 'queue', source: 'preview' },
    ]);
    const numbers = async (person: SignedIn) =>
      Object.fromEntries(Object.entries((await counts(person)).views).map(([view, { count }]) => [view, count]));
    const team = { all: 8, open: 5, unassigned: 2, with_agent: 1, resolved: 2, archived: 1, flagged: 2 };
    expect(await numbers(me)).toEqual({ ...team, mine: 1, others: 1 });
    expect(await numbers(await inbox.enter('member'))).toEqual({ ...team, mine: 0, others: 2 });
  });

  it('tell what they are not sure of: they end at ten thousand', { timeout: 120_000 }, async () => {
    const me = await inbox.enter();
    await app.current.database.executeSql(
      `insert into conversations select (r).* from (
         select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'ord', 1000 + n)) as r
         from conversations c, generate_series(1, 10010) n where c.id = $1::uuid) x`,
      [(await storeMany(app.current, [{ driver: 'queue', mostFrequentLanguage: 'de' }]))[0]?.id],
    );
    await factsOfAll(app.current);
    const german = { name: 'German', filter: { language: 'de' } };
    await inboxCall(app.current, me, { method: 'POST', path: '/inbox/views', payload: german });
    const { views, saved } = await counts(me);
    const capped = { count: 10_000, capped: true };
    expect([views.all, views.open, views.unassigned]).toEqual([capped, capped, capped]);
    expect(saved).toEqual([{ id: expect.any(String), count: 1_000, capped: true }]);
  });

  it('are right within a second after a change', async () => {
    const me = await inbox.enter();
    const { id } = await storeConversation(app.current);
    const mine = async () => (await counts(me)).views.mine.count;
    expect(await mine()).toBe(0);
    await acts.takes(me, id);
    const begun = performance.now();
    expect(await mine()).toBe(1);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('are counted once for all who ask within half a second', async () => {
    const people = [await inbox.enter(), await inbox.enter(), await inbox.enter()];
    await Promise.all(people.map(counts));
    let counted = 0;
    const { database } = app.current.parley.deps;
    const spied = new Proxy(database, {
      get(target, name) {
        if (name === 'db') counted += 1;
        return Reflect.get(target, name);
      },
    });
    Object.assign(app.current.parley.deps, { database: spied });
    await Promise.all([...people, ...people, ...people].map(counts));
    // One for each who asks, to read their saved views, and one for all to count.
    expect(counted).toBeLessThanOrEqual(9 + 2);
  });

  it('of saved views are those of whoever sees them', async () => {
    const [me, other] = [await inbox.enter(), await inbox.enter()];
    await storeMany(app.current, [
      { driver: 'human', assignedTo: me.userId, metadata: { plan: 'pro' }, priority: 'high' },
      { driver: 'human', assignedTo: me.userId, metadata: { plan: 'free' } },
      { driver: 'queue', metadata: { plan: 'pro' } },
    ]);
    await factsOfAll(app.current);
    const save = async (person: SignedIn, payload: object) => {
      const answer = await inboxCall(app.current, person, { method: 'POST', path: '/inbox/views', payload });
      expect([answer.status, answer.text]).toEqual([201, answer.text]);
      return answer.body.id as string;
    };
    const team = [
      await save(me, { name: 'Mine', filter: { view: 'mine' }, shared: true }),
      await save(me, { name: 'My pros', filter: { assigned_to: 'me', metadata: ['plan:pro'] }, shared: true }),
      await save(me, { name: 'Pros', filter: { metadata: ['plan:pro'] }, shared: true }),
      await save(me, { name: 'Gone', filter: { tag: me.userId, assigned_to: me.workspaceId }, shared: true }),
      await save(me, { name: 'Words', filter: { q: 'nowhere' }, shared: true }),
    ];
    const own = await save(other, { name: 'High', filter: { priority: 'high' } });
    const of = async (person: SignedIn) => (await counts(person)).saved.map(({ id, count }) => [id, count]);
    const [mine = '', pros = '', all = '', gone = '', words = ''] = team;
    expect(await of(me)).toEqual([
      [mine, 2],
      [pros, 1],
      [all, 2],
      [gone, 0],
      [words, 0],
    ]);
    expect(await of(other)).toEqual([
      [mine, 0],
      [pros, 0],
      [all, 2],
      [gone, 0],
      [words, 0],
      [own, 1],
    ]);
  });

  it('are those of the workspace alone', async () => {
    const me = await inbox.enter();
    const { chatbot_id: agentId } = await app.current.addForeign();
    await storeConversation(app.current, { agentId, driver: 'queue' });
    const { views } = await counts(me);
    expect(INBOX_VIEWS.map((view: InboxView) => views[view].count)).toEqual(INBOX_VIEWS.map(() => 0));
  });
});
