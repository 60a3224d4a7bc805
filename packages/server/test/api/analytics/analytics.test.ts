import type { Analytics, AnalyticsDay } from '@parley/protocol/api';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/commands/create-agent.ts';
import { createCredentials } from '../../../src/identity/credentials.ts';
import { testApp } from '../../support/app.ts';
import { beginStory, countAll, KIM, type StoryStart, SYSTEM, VISITOR } from '../../support/conversation-story.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
let owner: SignedIn;
beforeEach(async () => {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  owner = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
});

const begin = (start: StoryStart) => beginStory(app.current, start);
const ask = (query: string, person = owner) =>
  inboxCall(app.current, person, { method: 'GET', path: `/inbox/analytics${query}` });

async function analytics(query = '', person = owner): Promise<Analytics> {
  await countAll(app.current);
  const { status, body, text } = await ask(query, person);
  expect(status, text).toBe(200);
  return body;
}

/** The week in which clocks in Berlin are put forward. */
const WEEK = '?from=2026-03-23&to=2026-03-29&time_zone=Europe/Berlin';
const byDay = <T>({ days }: Analytics, of: (day: AnalyticsDay) => T): Record<string, T> =>
  Object.fromEntries(days.map((day) => [day.day.slice(5), of(day)]));
const without = <T>(all: Record<string, T>, empty: T): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => JSON.stringify(value) !== JSON.stringify(empty)));

describe('conversations and messages', () => {
  it('count on the day of the time zone in which they began, or were written', async () => {
    // 23:59:59 on Saturday in Berlin, and a second later.
    const saturday = await begin({ at: '2026-03-28T22:59:59Z' });
    await saturday.answers('2026-03-28T23:00:01Z');
    const sunday = await begin({ at: '2026-03-28T23:00:00Z' });
    await sunday.answers('2026-03-29T21:59:59Z');
    await sunday.asks('2026-03-29T22:00:00Z');
    const berlin = await analytics(WEEK);
    expect(
      without(
        byDay(berlin, ({ conversations }) => conversations),
        0,
      ),
    ).toEqual({ '03-28': 1, '03-29': 1 });
    expect(
      without(
        byDay(berlin, ({ messages }) => messages.total),
        0,
      ),
    ).toEqual({ '03-28': 1, '03-29': 3 });
    expect(berlin.totals).toMatchObject({
      conversations: 2,
      messages: { visitor: 2, ai_assistant: 2, human_operator: 0, total: 4 },
      messages_per_conversation: 2,
    });
    const utc = await analytics('?from=2026-03-28&to=2026-03-29');
    expect(
      byDay(utc, ({ conversations, messages }) => [conversations, messages.visitor, messages.ai_assistant]),
    ).toEqual({ '03-28': [2, 2, 1], '03-29': [0, 1, 1] });
  });

  it('are compared with as many days before', async () => {
    for (const at of ['2026-03-16T12:00:00Z', '2026-03-22T12:00:00Z', '2026-03-23T12:00:00Z']) await begin({ at });
    await begin({ at: '2026-03-15T12:00:00Z', source: 'api' });
    await begin({ at: '2026-03-22T12:00:00Z', source: 'telegram', language: 'pl' });
    const found = await analytics(WEEK);
    expect(found.previous).toEqual({ from: '2026-03-16', to: '2026-03-22' });
    expect([found.totals.conversations, found.previous_totals.conversations]).toEqual([1, 3]);
    expect(found.previous_days.map(({ day, conversations }) => `${day} ${conversations}`)).toEqual([
      '2026-03-16 1',
      ...['17', '18', '19', '20', '21'].map((day) => `2026-03-${day} 0`),
      '2026-03-22 2',
    ]);
    expect(found.channels).toEqual([
      { source: 'widget', conversations: 1, previous: 2 },
      { source: 'telegram', conversations: 0, previous: 1 },
    ]);
    expect(found.languages).toEqual([
      { language: 'en', conversations: 1, previous: 2 },
      { language: 'pl', conversations: 0, previous: 1 },
    ]);
  });

  it('of trials are left out, and those of other channels and agents when one is asked for', async () => {
    const { parley, first } = app.current;
    const deps = { ...parley.deps, credentials: createCredentials(parley.deps.tokens) };
    const { chatbot_id: bob } = await createAgent(deps, { workspaceId: owner.workspaceId, settings: { name: 'Bob' } });
    const at = '2026-03-24T12:00:00Z';
    await begin({ at, source: 'preview' });
    await begin({ at, source: 'simulation' });
    await begin({ at, source: 'api' });
    await begin({ at, source: 'widget', agentId: bob });
    await begin({ at, source: 'telegram', agentId: bob });
    const count = async (more: string) => (await analytics(`${WEEK}${more}`)).totals.conversations;
    expect(await count('')).toBe(3);
    expect(await count(`&chatbot_id=${bob}`)).toBe(2);
    expect(await count(`&chatbot_id=${first.chatbot_id}`)).toBe(1);
    expect(await count('&source=api,telegram')).toBe(2);
    expect(await count(`&source=telegram&chatbot_id=${first.chatbot_id}`)).toBe(0);
  });

  it('begin again with a visitor who comes back late, and go on with one who comes back soon', async () => {
    const late = await begin({ at: '2026-03-23T10:00:00Z' });
    await late.changes('2026-03-24T10:00:00Z', { progress: 'resolved' }, SYSTEM);
    await late.asks('2026-03-28T10:00:01Z');
    const soon = await begin({ at: '2026-03-23T10:00:00Z' });
    await soon.changes('2026-03-24T10:00:00Z', { progress: 'resolved' }, SYSTEM);
    await soon.asks('2026-03-26T10:00:00Z');
    const found = await analytics(WEEK);
    expect(found.totals).toMatchObject({ conversations: 3, returning: 1, open: 2, resolved: { assumed: 1, total: 1 } });
    expect(
      without(
        byDay(found, ({ conversations, returning }) => [conversations, returning]),
        [0, 0],
      ),
    ).toEqual({
      '03-23': [2, 0],
      '03-28': [1, 1],
    });
  });
});

describe('resolution', () => {
  it('tells what people ended from what was left, on the day on which the conversation began', async () => {
    const at = '2026-03-28T22:00:00Z';
    const later = '2026-03-29T22:30:00Z';
    const [person, nobody, put] = [await begin({ at }), await begin({ at }), await begin({ at })];
    await person.changes(later, { progress: 'resolved' }, KIM);
    await nobody.changes(later, { progress: 'resolved' }, SYSTEM);
    await put.changes(later, { progress: 'archived' }, KIM);
    await begin({ at });
    const found = await analytics(WEEK);
    expect(found.totals).toMatchObject({
      resolved: { confirmed: 1, assumed: 1, total: 2 },
      archived: 1,
      open: 1,
      resolution_rate: 0.5,
    });
    expect(
      without(
        byDay(found, ({ resolved }) => resolved.total),
        0,
      ),
    ).toEqual({ '03-28': 2 });
    expect(found.days[0]?.resolution_rate).toBeNull();
  });
});

describe('hand-offs', () => {
  it('tell how long it took until a person wrote: median and ninth tenth', async () => {
    for (const [index, seconds] of [10, 20, 30, 40, 600].entries()) {
      const story = await begin({ at: `2026-03-2${4 + (index % 2)}T10:00:00Z` });
      const asked = Date.parse(`2026-03-2${4 + (index % 2)}T10:05:00Z`);
      const at = (ms: number) => new Date(asked + ms).toISOString();
      await story.changes(at(0), { driver: 'queue' }, VISITOR);
      await story.answers(at(1), 'handoff');
      await story.personSays(at(seconds * 1_000));
      await story.personSays(at(seconds * 1_000 + 5_000));
    }
    const waiting = await begin({ at: '2026-03-24T10:00:00Z' });
    await waiting.changes('2026-03-24T11:00:00Z', { driver: 'queue' }, VISITOR);
    await begin({ at: '2026-03-24T10:00:00Z' });
    const found = await analytics(WEEK);
    expect(found.totals).toMatchObject({
      handoffs: 6,
      handoff_rate: 0.8571,
      first_human_reply: { replied: 5, median_seconds: 30, p90_seconds: 376 },
    });
    expect(
      without(
        byDay(found, ({ first_human_reply: reply }) => reply.median_seconds),
        null,
      ),
    ).toEqual({
      '03-24': 30,
      '03-25': 30,
    });
    expect(found.previous_totals.first_human_reply).toEqual({ replied: 0, median_seconds: null, p90_seconds: null });
  });

  it('are none where people took over unasked', async () => {
    const story = await begin({ at: '2026-03-24T10:00:00Z' });
    await story.changes('2026-03-24T10:01:00Z', { driver: 'human' }, KIM);
    await story.personSays('2026-03-24T10:02:00Z');
    expect((await analytics(WEEK)).totals).toMatchObject({ handoffs: 0, first_human_reply: { replied: 0 } });
  });
});

describe('answers and ratings', () => {
  it('tell what the agent knew', async () => {
    const story = await begin({ at: '2026-03-24T10:00:00Z' });
    for (const kind of ['answer', 'answer', 'unknown', 'smalltalk', 'handoff'] as const) {
      await story.answers('2026-03-25T10:00:00Z', kind);
    }
    const found = await analytics(WEEK);
    expect(found.totals).toMatchObject({
      answers: { answered: 2, unknown: 1, smalltalk: 1, handoff: 1 },
      unknown_rate: 0.3333,
    });
    expect(found.days[2]?.answers.answered).toBe(2);
  });

  it('count what visitors think now, on the day on which they said so', async () => {
    const story = await begin({ at: '2026-03-23T10:00:00Z' });
    await story.rates('2026-03-24T10:00:00Z', { HELPFUL_THUMBS: 'negative', EXPERIENCE_THUMBS: 'neutral' });
    await analytics(WEEK);
    await story.rates('2026-03-25T10:00:00Z', { HELPFUL_THUMBS: 'positive' });
    await story.ratesMessage('2026-03-25T10:00:00Z', 1, 'negative');
    await story.ratesMessage('2026-03-25T10:00:00Z', 2, 'positive');
    await story.ratesMessage('2026-03-26T10:00:00Z', 2, null);
    const found = await analytics(WEEK);
    const none = { positive: 0, neutral: 0, negative: 0 };
    const ratings = { helpful: { ...none, positive: 1 }, experience: none, messages: { ...none, negative: 1 } };
    expect(found.totals.ratings).toEqual(ratings);
    expect(found.days[2]?.ratings).toEqual(ratings);
  });
});

describe('what an analysis has found', () => {
  const analysed = (id: string, analysis: object) =>
    app.current.database.executeSql('update conversations set analysis = $2::jsonb where id = $1::uuid', [
      id,
      JSON.stringify({ resolution_status: 'open', flag_reason: null, intent: null, knowledge_gap: null, ...analysis }),
    ]);

  it('is absent while nothing is analysed', async () => {
    await begin({ at: '2026-03-24T10:00:00Z' });
    const found = await analytics(WEEK);
    expect(found).toMatchObject({ topics: [], topics_by_day: [], intents: [], knowledge_gaps: [] });
    expect(found.totals).toMatchObject({ flagged: 0, sentiment: { positive: 0, neutral: 0, negative: 0 } });
  });

  it('is told by day and compared', async () => {
    for (const [at, analysis] of [
      ['2026-03-18', { sentiment: 'positive', topic: 'Delivery', is_flagged: true }],
      ['2026-03-24', { sentiment: 'negative', topic: 'Delivery', is_flagged: true, intent: 'complaint' }],
      [
        '2026-03-24',
        { sentiment: 'neutral', topic: 'Returns', is_flagged: false, knowledge_gap: 'Do you ship to Malta?' },
      ],
      ['2026-03-25', { sentiment: 'positive', topic: 'Delivery', is_flagged: false, intent: 'inquiry' }],
    ] as const) {
      await analysed((await begin({ at: `${at}T10:00:00Z` })).id, analysis);
    }
    await begin({ at: '2026-03-25T10:00:00Z' });
    const found = await analytics(WEEK);
    expect(found.totals).toMatchObject({ flagged: 1, sentiment: { positive: 1, neutral: 1, negative: 1 } });
    expect(found.previous_totals).toMatchObject({ flagged: 1, sentiment: { positive: 1, neutral: 0, negative: 0 } });
    expect(found.days[1]?.sentiment).toEqual({ positive: 0, neutral: 1, negative: 1 });
    expect(found.topics).toEqual([
      { topic: 'Delivery', conversations: 2, previous: 1 },
      { topic: 'Returns', conversations: 1, previous: 0 },
    ]);
    expect(found.topics_by_day).toEqual([
      { day: '2026-03-24', topic: 'Delivery', conversations: 1 },
      { day: '2026-03-24', topic: 'Returns', conversations: 1 },
      { day: '2026-03-25', topic: 'Delivery', conversations: 1 },
    ]);
    expect(found.intents.map(({ intent }) => intent)).toEqual(['complaint', 'inquiry']);
    expect(found.knowledge_gaps).toEqual([{ question: 'Do you ship to Malta?', conversations: 1, previous: 0 }]);
  });
});

describe('who may see analytics', () => {
  it('is everybody who works with conversations', async () => {
    for (const [role, status] of [
      ['admin', 200],
      ['manager', 200],
      ['agent', 200],
      ['member', 403],
    ] as const) {
      const person = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role });
      expect([role, (await ask('', person)).status]).toEqual([role, status]);
    }
  });

  it('is nobody of another workspace', async () => {
    const story = await begin({ at: '2026-03-24T10:00:00Z' });
    await story.rates('2026-03-24T10:00:00Z', { HELPFUL_THUMBS: 'positive' });
    const foreign = await app.current.addForeign();
    const workspaceId = await workspaceIdOf(app.current, foreign.chatbot_id);
    const stranger = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
    const theirs = await analytics(`${WEEK}&chatbot_id=${app.current.first.chatbot_id}`, stranger);
    expect(theirs.totals).toMatchObject({
      conversations: 0,
      messages: { total: 0 },
      ratings: { helpful: { positive: 0 } },
    });
    expect((await ask('', { ...stranger, workspaceId: owner.workspaceId })).status).toBe(404);
  });

  it.each([
    ['source=preview', 'source must be some of'],
    ['source=fax', 'source must be some of'],
    ['from=2026-03-29&to=2026-03-28', 'to must not be before from'],
    ['time_zone=Berlin', 'time_zone must be the IANA name'],
  ])('refuses %s', async (query, message) => {
    const { status, body } = await ask(`?${query}`);
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
  });
});
