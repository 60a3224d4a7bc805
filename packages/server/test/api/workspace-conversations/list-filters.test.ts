import {
  CONVERSATION_SORTS,
  CONVERSATION_STATUSES,
  type ConversationSort,
  DRIVERS,
  HIDDEN_SOURCES,
  PRIORITIES,
  PROGRESSES,
  SOURCES,
} from '@parley/protocol';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Conversation, statusOf } from '../../../src/domain/conversation/conversation.ts';
import { testApp } from '../../support/app.ts';
import { workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeMany } from '../../support/many-conversations.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);

const USERS = ['a', 'b', 'c'].map((letter) => `0198c0de-0000-7000-8000-00000000000${letter}`);
const TAGS = ['d', 'e', 'f'].map((letter) => `0198c0de-0000-7000-8000-00000000000${letter}`);
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * HOUR_MS);

// Few hours and long lives, so that times are equal, and many conversations go on over the days that filters name.
const conversation = fc
  .record({
    driver: fc.constantFrom(...DRIVERS),
    progress: fc.constantFrom(...PROGRESSES),
    priority: fc.constantFrom(...PRIORITIES),
    source: fc.constantFrom(...SOURCES),
    assignedTo: fc.constantFrom(null, ...USERS),
    tagIds: fc.subarray(TAGS),
    begun: fc.nat(60),
    lasted: fc.oneof(fc.constant(0), fc.nat(50)),
  })
  .map(({ begun, lasted, ...fields }) => ({ ...fields, createdAt: at(begun), lastMessageAt: at(begun + lasted) }));

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });
const some = <T>(values: readonly T[]) => maybe(fc.subarray([...values], { minLength: 1, maxLength: 2 }));
const query = fc.record({
  status: some(CONVERSATION_STATUSES),
  priority: some(PRIORITIES),
  assigned_to: some(USERS),
  include_unassigned: maybe(fc.boolean()),
  tag: some(TAGS),
  hasAgent: maybe(fc.boolean()),
  created_after: maybe(fc.nat(60)),
  created_before: maybe(fc.nat(60)),
  last_message_after: maybe(fc.nat(110)),
  last_message_before: maybe(fc.nat(110)),
  sort: fc.constantFrom(...CONVERSATION_SORTS),
  limit: fc.constantFrom<number>(7, 25, 100),
});
type Query = typeof query extends fc.Arbitrary<infer Q> ? Q : never;

const hidden: readonly string[] = HIDDEN_SOURCES;

/** The same rules, written as a reader of the contract would. */
function isWanted(one: Conversation, asked: Query): boolean {
  const owners = asked.assigned_to ?? [];
  const isOwned = asked.assigned_to === undefined && !asked.include_unassigned;
  return (
    !hidden.includes(one.source) &&
    (asked.status?.includes(statusOf(one)) ?? true) &&
    (asked.priority?.includes(one.priority) ?? true) &&
    (isOwned || owners.includes(one.assignedTo ?? '') || (asked.include_unassigned === true && !one.assignedTo)) &&
    (asked.tag?.some((tag) => one.tagIds.includes(tag)) ?? true) &&
    asked.hasAgent !== false &&
    one.createdAt >= at(asked.created_after ?? 0) &&
    one.createdAt <= at(asked.created_before ?? 1_000) &&
    one.lastMessageAt >= at(asked.last_message_after ?? 0) &&
    one.lastMessageAt <= at(asked.last_message_before ?? 1_000)
  );
}

function inOrder(list: Conversation[], sort: ConversationSort): string[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const byId = (a: Conversation, b: Conversation) => (a.id < b.id ? -1 : 1);
  const byRecency = (a: Conversation, b: Conversation) =>
    a.lastMessageAt.getTime() - b.lastMessageAt.getTime() || byId(a, b);
  const byCreation = (a: Conversation, b: Conversation) => a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b);
  const byPriority = (a: Conversation, b: Conversation) =>
    way * (PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority)) || -byRecency(a, b);
  const orders = { last_message_at: byRecency, created_at: byCreation };
  const name = sort.replace('-', '');
  const compare = name === 'priority' ? byPriority : orders[name as keyof typeof orders];
  return list.toSorted((a, b) => (name === 'priority' ? 1 : way) * compare(a, b)).map(({ id }) => id);
}

function addressOf({ hasAgent, ...asked }: Query, cursor: string | null): string {
  const search = new URLSearchParams();
  const times = ['created_after', 'created_before', 'last_message_after', 'last_message_before'];
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) search.set(name, times.includes(name) ? at(Number(value)).toISOString() : String(value));
  }
  if (hasAgent !== undefined) search.set('chatbot_id', hasAgent ? app.current.first.chatbot_id : (USERS[0] ?? ''));
  if (cursor !== null) search.set('cursor', cursor);
  return `/conversations?${search}`;
}

async function readAll(asked: Query): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { status, body } = await call('GET', addressOf(asked, cursor));
    expect([status, body.data.length <= asked.limit]).toEqual([200, true]);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor;
    expect(body.has_more).toBe(cursor !== null);
  } while (cursor !== null);
  return ids;
}

beforeEach(async () => {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  const tags = TAGS.map((id) => ({
    workspace_id: workspaceId,
    id,
    name: id,
    name_key: id,
    color: '#000000',
    created_at: at(0),
  }));
  await app.current.database.db.insertInto('conversation_tags').values(tags).execute();
});

describe('a list with filters', () => {
  it('has what they let through, in its order, over all pages', { timeout: 120_000 }, async () => {
    const [rows = []] = fc.sample(fc.array(conversation, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: 5 });
    const stored = await storeMany(app.current, rows);
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const wanted = stored.filter((one) => isWanted(one, asked));
        expect(await readAll(asked)).toEqual(inOrder(wanted, asked.sort));
      }),
      { numRuns: 80, examples: EXAMPLES.map((asked) => [{ ...NOTHING, ...asked }]) },
    );
  });

  // More of the newest than the walk looks at have nothing to do with what is asked.
  it('finds what lies far behind what is common', { timeout: 60_000 }, async () => {
    const common = Array.from({ length: 2_300 }, (_, index) => ({
      createdAt: at(100),
      lastMessageAt: at(100 + index),
    }));
    const rare = [1, 2, 3].map((hour) => ({
      assignedTo: USERS[0] ?? null,
      tagIds: TAGS.slice(0, 1),
      priority: 'high' as const,
      driver: 'human' as const,
      createdAt: at(hour),
      lastMessageAt: at(hour),
    }));
    const stored = await storeMany(app.current, [...common, ...rare]);
    const wanted = stored
      .slice(-3)
      .toReversed()
      .map(({ id }) => id);
    const asks = [
      { tag: TAGS.slice(0, 1) },
      { tag: TAGS },
      { assigned_to: USERS, hasAgent: true },
      { assigned_to: USERS.slice(0, 1), status: ['open' as const] },
      { status: ['open' as const], hasAgent: true },
      { priority: ['high' as const], created_before: 50 },
      { created_before: 50 },
      { created_before: 50, hasAgent: true },
    ];
    for (const asked of asks) {
      expect([asked, await readAll({ ...NOTHING, ...asked })]).toEqual([asked, wanted]);
      expect(await readAll({ ...NOTHING, ...asked, limit: 2 })).toEqual(wanted);
    }
  });
});

/** What chance would rarely draw alone. */
const EXAMPLES: Partial<Query>[] = [
  ...CONVERSATION_SORTS.map((sort) => ({ sort })),
  ...[10, 20, 30, 45].map((hour) => ({ created_before: hour })),
  { created_after: 12, created_before: 30, limit: 7 },
  { created_before: 40, last_message_after: 38, last_message_before: 80 },
  { tag: TAGS.slice(1) },
  { include_unassigned: true },
];

const NOTHING: Query = {
  status: undefined,
  priority: undefined,
  assigned_to: undefined,
  include_unassigned: undefined,
  tag: undefined,
  hasAgent: undefined,
  created_after: undefined,
  created_before: undefined,
  last_message_after: undefined,
  last_message_before: undefined,
  sort: '-last_message_at',
  limit: 100,
};
