import type { Analytics, AnalyticsNumbers } from '@parley/protocol/api';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/lib/calendar-days.ts';
import { testApp } from '../../support/app.ts';
import { beginStory, countAll, KIM, type Story, SYSTEM, VISITOR } from '../../support/conversation-story.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { answered, visitorAt } from '../../support/visitor.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
let owner: SignedIn;
beforeEach(async () => {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  owner = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
});

async function analytics(query: string): Promise<Analytics> {
  const { body } = await inboxCall(app.current, owner, { method: 'GET', path: `/inbox/analytics${query}` });
  return body;
}

const STEPS = [
  'asks',
  'answers',
  'unknown',
  'personSays',
  'queue',
  'ai',
  'resolves',
  'assumes',
  'archives',
  'rates',
] as const;

/** What may follow in a conversation; what it does not allow just then is another step. */
function take(story: Story, step: (typeof STEPS)[number], at: string): Promise<void> {
  switch (step) {
    case 'asks':
      return story.asks(at);
    case 'answers':
      return story.answers(at);
    case 'unknown':
      return story.answers(at, 'unknown');
    case 'personSays':
      return story.personSays(at);
    case 'queue':
    case 'ai':
      return story.changes(at, { driver: step }, VISITOR);
    case 'resolves':
      return story.changes(at, { progress: 'resolved' }, KIM);
    case 'assumes':
      return story.changes(at, { progress: 'resolved' }, SYSTEM);
    case 'archives':
      return story.changes(at, { progress: 'archived' }, KIM);
    case 'rates':
      return story.rates(at, { HELPFUL_THUMBS: 'positive' });
  }
}

const HOUR_MS = 3_600_000;
const CONVERSATIONS = 12;
const story = fc.record({
  beginsHour: fc.integer({ min: 0, max: 200 }),
  steps: fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: 0, max: 40 * 4 })), { maxLength: 8 }),
});

/** Random conversations about the night on which clocks are put back. */
async function someWorld(): Promise<void> {
  const [world = []] = fc.sample(fc.array(story, { minLength: CONVERSATIONS, maxLength: CONVERSATIONS }), 1);
  for (const { beginsHour, steps } of world) {
    let ms = Date.parse('2026-10-20T00:10:00Z') + beginsHour * HOUR_MS;
    const told = await beginStory(app.current, { at: new Date(ms).toISOString() });
    for (const [step, quarters] of steps) {
      ms += (quarters * HOUR_MS) / 4;
      await take(told, step, new Date(ms).toISOString());
    }
  }
}

const COUNTS: readonly ((numbers: AnalyticsNumbers) => number)[] = [
  (each) => each.conversations,
  (each) => each.returning,
  (each) => each.messages.visitor,
  (each) => each.messages.ai_assistant,
  (each) => each.messages.human_operator,
  (each) => each.resolved.confirmed,
  (each) => each.resolved.assumed,
  (each) => each.open,
  (each) => each.archived,
  (each) => each.handoffs,
  (each) => each.first_human_reply.replied,
  (each) => each.answers.unknown,
  (each) => each.ratings.helpful.positive,
];
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Havana'];

describe('figures of any world', () => {
  it('add up: days come to the total, in every time zone, and messages to those that are stored', async () => {
    await someWorld();
    await countAll(app.current, 9);
    const messages = await app.current.database.db
      .selectFrom('messages')
      .select(['author', 'created_at'])
      .where('is_welcome', '=', false)
      .execute();
    for (const zone of ZONES) {
      const found = await analytics(`?from=2026-10-18&to=2026-12-31&time_zone=${zone}`);
      expect(found.totals.conversations).toBeGreaterThanOrEqual(CONVERSATIONS);
      for (const count of COUNTS) {
        expect(found.days.reduce((sum, day) => sum + count(day), 0)).toBe(count(found.totals));
      }
      for (const { day, messages: counted } of found.days) {
        const stored = messages.filter(({ created_at: at }) => dayOf(at, zone) === day);
        expect([zone, day, counted.total]).toEqual([zone, day, stored.length]);
      }
    }
  });

  it('are the same however they were counted: as it happened, in pieces, or all over again', async () => {
    await someWorld();
    const read = () => analytics('?from=2026-10-18&to=2026-12-31&time_zone=Europe/Berlin');
    await countAll(app.current, 5);
    const inPieces = await read();
    const { database } = app.current;
    await database.executeSql(`truncate analytics_cases, analytics_messages, analytics_ratings;
      delete from log_cursors where name = 'analytics'`);
    expect((await read()).totals.conversations).toBe(0);
    await countAll(app.current);
    expect(await read()).toEqual(inPieces);
  });
});

describe('counting', () => {
  it('says since when something is not counted yet, and null when all is', async () => {
    const at = '2026-10-20T10:00:00.000+00:00';
    const begun = await beginStory(app.current, { at });
    expect((await analytics('?from=2026-10-20&to=2026-10-20')).counted_until).toBe(at);
    await countAll(app.current);
    const counted = await analytics('?from=2026-10-20&to=2026-10-20');
    expect([counted.counted_until, counted.totals.conversations]).toEqual([null, 1]);
    await begun.asks('2026-10-20T11:00:00Z');
    expect((await analytics('')).counted_until).toBe('2026-10-20T11:00:00.000+00:00');
  });

  it('counts nothing twice when the log is read again from its beginning', async () => {
    const begun = await beginStory(app.current, { at: '2026-10-20T10:00:00Z' });
    await begun.answers('2026-10-20T10:00:01Z');
    await begun.rates('2026-10-20T10:01:00Z', { HELPFUL_THUMBS: 'positive' });
    await countAll(app.current);
    const once = await analytics('?from=2026-10-20&to=2026-10-20');
    await app.current.database.executeSql("delete from log_cursors where name = 'analytics'");
    await countAll(app.current);
    expect(await analytics('?from=2026-10-20&to=2026-10-20')).toEqual(once);
  });

  it('keeps the count of what a visitor has had erased, and nothing that leads to them', async () => {
    const visitor = await visitorAt(app.current.parley);
    const { conversation_id: id } = await visitor.says('What is your return policy?');
    await visitor.eventsWhen(id, (events) => answered(events).length === 1);
    await countAll(app.current);
    const before = (await analytics('')).totals;
    expect(before.conversations).toBe(1);
    expect((await visitor.call('DELETE', '/visitor')).json()).toEqual({ erased_conversations: 1 });
    await countAll(app.current);
    expect((await analytics('')).totals).toEqual(before);
    for (const table of ['analytics_cases', 'analytics_ratings'] as const) {
      const ids = await app.current.database.db.selectFrom(table).select('conversation_id').execute();
      expect(ids.map((row) => row.conversation_id)).not.toContain(id);
    }
  });
});
