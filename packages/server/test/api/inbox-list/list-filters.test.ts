import {
  ASSIGNEE_TYPES,
  CONVERSATION_SORTS,
  CONVERSATION_STATUSES,
  DRIVERS,
  FEEDBACK_RATINGS,
  HIDDEN_SOURCES,
  INBOX_VIEWS,
  PRIORITIES,
  PROGRESSES,
  SENTIMENTS,
  SOURCES,
} from '@parley/protocol';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { assigneeType, type Conversation, statusOf } from '../../../src/domain/conversation/conversation.ts';
import { testApp } from '../../support/app.ts';
import { factsOfAll } from '../../support/catch-up-facts.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf, type ListQuery } from '../../support/inbox-list.ts';
import { storeMany } from '../../support/many-conversations.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

const uuid = (letter: string) => `0198c0de-0000-7000-8000-00000000000${letter}`;
const OTHERS = ['a', 'b'].map(uuid);
const TAGS = ['d', 'e'].map(uuid);
const DOORS = ['1', '2', '3'].map(uuid);
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * HOUR_MS);
const MINE = 'mine';

const VISITORS = [
  { name: 'June Müller', email: 'june@example.com', phone: null, label: null },
  { name: null, email: null, phone: '+49 30 1234', label: 'VIP' },
  { name: null, email: null, phone: null, label: null },
];
const METADATA = [
  {},
  { plan: 'pro', seats: 3 },
  { plan: 'free', user: { plan: 'pro' } },
  { tags: ['a', 'b,c'], paid: true },
];
const URLS = [null, 'https://shop.example/Cart?x=1', 'https://shop.example/help'];

const analysis = fc.record({
  sentiment: fc.constantFrom(...SENTIMENTS),
  resolution_status: fc.constant('open' as const),
  topic: fc.constantFrom('Refunds', 'Opening hours'),
  is_flagged: fc.boolean(),
  flag_reason: fc.constant(null),
  intent: fc.constant(null),
  knowledge_gap: fc.constant(null),
});
const rating = fc.subarray([...FEEDBACK_RATINGS], { minLength: 0, maxLength: 2 }).map(([helpful, experience]) => ({
  answers: {
    ...(helpful ? { HELPFUL_THUMBS: helpful } : {}),
    ...(experience ? { EXPERIENCE_THUMBS: experience } : {}),
  },
  comment: null,
}));

// Few values, so that times are equal and every filter has something to find.
const conversation = fc
  .record({
    driver: fc.constantFrom(...DRIVERS),
    progress: fc.constantFrom(...PROGRESSES),
    priority: fc.constantFrom(...PRIORITIES),
    source: fc.constantFrom(...SOURCES),
    owner: fc.constantFrom(null, null, MINE, ...OTHERS),
    tagIds: fc.subarray(TAGS),
    mostFrequentLanguage: fc.constantFrom(null, 'en', 'de', 'ar'),
    unread: fc.boolean(),
    rating: fc.option(rating),
    url: fc.constantFrom(...URLS),
    door: fc.constantFrom(null, 'qrCodeId', 'productId', 'objectId'),
    metadata: fc.constantFrom(...METADATA),
    visitor: fc.constantFrom(...VISITORS),
    sentimentScore: fc.option(fc.nat(100)),
    analysis: fc.option(analysis),
    begun: fc.nat(60),
    lasted: fc.oneof(fc.constant(0), fc.nat(50)),
  })
  .map(({ begun, lasted, door, ...fields }) => ({
    ...fields,
    ...(door === null ? {} : { [door]: DOORS[['qrCodeId', 'productId', 'objectId'].indexOf(door)] }),
    createdAt: at(begun),
    lastMessageAt: at(begun + lasted),
  }));

const words = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 2 }).map((some) => some.join(','));
const flags = fc.constantFrom('true', 'false');
/** Of all filters, a few at a time: all at once let nothing through. */
const FILTERS: Record<string, fc.Arbitrary<string | string[]>> = {
  view: fc.constantFrom(...INBOX_VIEWS),
  status: words(CONVERSATION_STATUSES),
  resolution_status: fc.constantFrom('open', 'resolved'),
  assignee_type: words(ASSIGNEE_TYPES),
  priority: words(PRIORITIES),
  assigned_to: words(['me', ...OTHERS]),
  include_unassigned: flags,
  tag: words(TAGS),
  created_after: fc.nat(60).map((hours) => at(hours).toISOString()),
  created_before: fc.nat(60).map((hours) => at(hours).toISOString()),
  last_message_after: fc.nat(110).map((hours) => at(hours).toISOString()),
  last_message_before: fc.nat(110).map((hours) => at(hours).toISOString()),
  source: words(SOURCES),
  language: words(['en', 'de', 'AR']),
  unread: flags,
  has_rating: flags,
  rating: words(FEEDBACK_RATINGS),
  url: fc.constantFrom('CART', 'shop.example/h', 'r', 'nowhere'),
  entry_point: words(DOORS),
  metadata: fc.subarray(['plan:pro', 'seats:3', 'user.plan:pro', 'tags:b,c', 'paid:true', 'plan:pr'], {
    minLength: 1,
    maxLength: 2,
  }),
  visitor: fc.constantFrom('muller', 'JUNE example', 'vip 1234', 'nobody', 'j'),
  sentiment_min: fc.nat(100).map(String),
  sentiment_max: fc.nat(100).map(String),
  sentiment: words(SENTIMENTS),
  topic: words(['refunds', 'OPENING HOURS', 'x']),
  flagged: flags,
};
const query = fc
  .subarray(Object.keys(FILTERS), { minLength: 0, maxLength: 3 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, FILTERS[name] ?? fc.constant('')]))))
  .chain((filter) =>
    fc.record({
      ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, fc.constant(value)])),
      sort: fc.constantFrom(...CONVERSATION_SORTS),
      limit: fc.constantFrom('7', '25', '100'),
    }),
  )
  .map((asked): ListQuery => asked);

/** The same rules, written as a reader of the contract would. */
const RULES: Record<string, (one: Conversation, value: string, me: string) => boolean> = {
  view: (one, view, me) => viewsOf(one, me).includes(view),
  status: (one, value) => value.split(',').includes(statusOf(one)),
  resolution_status: (one, value) => (one.progress === 'open' ? 'open' : 'resolved') === value,
  assignee_type: (one, value) => value.split(',').includes(assigneeType(one.driver)),
  priority: (one, value) => value.split(',').includes(one.priority),
  tag: (one, value) => value.split(',').some((tag) => one.tagIds.includes(tag)),
  created_after: (one, value) => one.createdAt >= new Date(value),
  created_before: (one, value) => one.createdAt <= new Date(value),
  last_message_after: (one, value) => one.lastMessageAt >= new Date(value),
  last_message_before: (one, value) => one.lastMessageAt <= new Date(value),
  source: (one, value) => value.split(',').includes(one.source),
  language: (one, value) =>
    value
      .toLowerCase()
      .split(',')
      .includes(one.mostFrequentLanguage ?? ''),
  unread: (one, value) => String(one.unread) === value,
  has_rating: (one, value) => String(one.rating !== null) === value,
  rating: (one, value) => Object.values(one.rating?.answers ?? {}).some((answer) => value.split(',').includes(answer)),
  url: (one, value) => (one.url ?? '').toLowerCase().includes(value.toLowerCase()),
  entry_point: (one, value) =>
    [one.qrCodeId, one.productId, one.objectId].some((id) => id !== null && value.split(',').includes(id)),
  visitor: (one, value) => {
    const known: Record<string, readonly (typeof VISITORS)[number][]> = {
      muller: VISITORS.slice(0, 1),
      'JUNE example': VISITORS.slice(0, 1),
      'vip 1234': VISITORS.slice(1, 2),
      j: VISITORS.slice(0, 1),
    };
    return known[value]?.some(({ name, label }) => one.visitor.name === name && one.visitor.label === label) ?? false;
  },
  sentiment_min: (one, value) => one.sentimentScore !== null && one.sentimentScore >= Number(value),
  sentiment_max: (one, value) => one.sentimentScore !== null && one.sentimentScore <= Number(value),
  sentiment: (one, value) => value.split(',').includes(one.analysis?.sentiment ?? ''),
  topic: (one, value) =>
    value
      .toLowerCase()
      .split(',')
      .includes(one.analysis?.topic.toLowerCase() ?? ''),
  flagged: (one, value) => String(one.analysis?.is_flagged ?? false) === value,
};
const PAIRS: Record<string, readonly object[]> = {
  'plan:pro': METADATA.slice(1, 2),
  'seats:3': METADATA.slice(1, 2),
  'user.plan:pro': METADATA.slice(2, 3),
  'tags:b,c': METADATA.slice(3),
  'paid:true': METADATA.slice(3),
};

function viewsOf({ driver, progress, assignedTo, analysis: found }: Conversation, me: string): string[] {
  const isOpen = progress === 'open';
  const views: Record<string, boolean> = {
    all: true,
    open: isOpen,
    mine: isOpen && assignedTo === me,
    others: isOpen && assignedTo !== null && assignedTo !== me,
    unassigned: isOpen && assignedTo === null && driver !== 'ai',
    with_agent: isOpen && assignedTo === null && driver === 'ai',
    resolved: progress === 'resolved' || progress === 'closed',
    archived: progress === 'archived',
    flagged: progress !== 'archived' && found?.is_flagged === true,
  };
  return Object.keys(views).filter((view) => views[view]);
}

const hidden: readonly string[] = HIDDEN_SOURCES;

function isWanted(one: Conversation, asked: ListQuery, me: string): boolean {
  const { assigned_to: owners, include_unassigned: includes, metadata, ...rest } = asked;
  const isOwned =
    owners === undefined && includes !== 'true'
      ? true
      : [...String(owners ?? '').split(',')].map((id) => (id === 'me' ? me : id)).includes(one.assignedTo ?? 'x') ||
        (includes === 'true' && one.assignedTo === null);
  return (
    !hidden.includes(one.source) &&
    isOwned &&
    [metadata ?? []].flat().every((pair) => PAIRS[pair]?.includes(one.metadata) ?? false) &&
    Object.entries(rest).every(([name, value]) => RULES[name]?.(one, String(value), me) ?? true)
  );
}

function inOrder(list: readonly Conversation[], sort: string): string[] {
  const way = sort.startsWith('-') ? -1 : 1;
  const byId = (a: Conversation, b: Conversation) => (a.id < b.id ? -1 : 1);
  const byRecency = (a: Conversation, b: Conversation) =>
    a.lastMessageAt.getTime() - b.lastMessageAt.getTime() || byId(a, b);
  const orders: Record<string, (a: Conversation, b: Conversation) => number> = {
    last_message_at: (a, b) => way * byRecency(a, b),
    created_at: (a, b) => way * (a.createdAt.getTime() - b.createdAt.getTime() || byId(a, b)),
    priority: (a, b) => way * (PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority)) || -byRecency(a, b),
  };
  return list.toSorted(orders[sort.replace('-', '')]).map(({ id }) => id);
}

let me: SignedIn;
beforeEach(async () => {
  me = await inbox.enter();
  const tags = TAGS.map((id) => ({
    workspace_id: me.workspaceId,
    id,
    name: id,
    name_key: id,
    color: '#000000',
    created_at: at(0),
  }));
  await app.current.database.db.insertInto('conversation_tags').values(tags).execute();
});

async function store(rows: readonly (Partial<Conversation> & { owner?: string | null })[]): Promise<Conversation[]> {
  const stored = await storeMany(
    app.current,
    rows.map(({ owner = null, ...fields }) => ({ ...fields, assignedTo: owner === MINE ? me.userId : owner })),
  );
  await factsOfAll(app.current);
  return stored;
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const EXAMPLES: ListQuery[] = [
  ...INBOX_VIEWS.flatMap((view) => CONVERSATION_SORTS.map((sort) => ({ view, sort }))),
  { view: 'resolved', status: 'open' },
  { view: 'flagged', tag: TAGS.join(','), limit: '7' },
  { source: 'preview,simulation' },
  { language: 'de', sort: 'priority', limit: '7' },
  { metadata: ['plan:pro', 'seats:3'], sort: '-priority', limit: '7' },
  { sentiment_min: '40', sentiment_max: '59', sort: 'created_at', limit: '7' },
  { visitor: 'muller', created_before: at(30).toISOString() },
];

describe('the list of the inbox', () => {
  it('has what its filters let through, in its order, over all pages', { timeout: 300_000 }, async () => {
    const [rows = []] = fc.sample(fc.array(conversation, { minLength: 200, maxLength: 200 }), { numRuns: 1, seed: 7 });
    const stored = await store(rows);
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const wanted = stored.filter((one) => isWanted(one, asked, me.userId));
        expect(ids(await inbox.readAll(me, asked))).toEqual(inOrder(wanted, asked.sort ?? '-last_message_at'));
        const named = ids(stored).slice(0, 100);
        const among = await inbox.get(me, { ...asked, ids: named.join(',') });
        const isNamed = wanted.filter(({ id }) => named.includes(id));
        expect(ids(among.data)).toEqual(inOrder(isNamed, asked.sort ?? '-last_message_at'));
      }),
      { numRuns: 150, examples: EXAMPLES.map((asked): [ListQuery] => [{ limit: '100', ...asked }]) },
    );
  });

  // More of the newest than are looked at have nothing to do with what is asked.
  it('finds what lies far behind what is common', { timeout: 120_000 }, async () => {
    const common = Array.from({ length: 2_300 }, (_, index) => ({
      unread: false,
      createdAt: at(100),
      lastMessageAt: at(100 + index),
    }));
    const rare = [1, 2, 3].map((hour) => ({
      owner: MINE,
      tagIds: TAGS.slice(0, 1),
      source: 'slack' as const,
      mostFrequentLanguage: 'ar',
      unread: true,
      rating: { answers: { HELPFUL_THUMBS: 'negative' as const }, comment: null },
      url: 'https://shop.example/rare',
      productId: DOORS[1] ?? null,
      metadata: { plan: 'pro' },
      visitor: { name: 'Zoë Quill', email: null, phone: null, label: null },
      sentimentScore: 7,
      analysis: {
        sentiment: 'negative' as const,
        resolution_status: 'open' as const,
        topic: 'Refunds',
        is_flagged: true,
        flag_reason: 'angry',
        intent: null,
        knowledge_gap: null,
      },
      createdAt: at(hour),
      lastMessageAt: at(hour),
    }));
    const stored = await store([...common, ...rare]);
    const wanted = ids(stored.slice(-3)).toReversed();
    const asks: ListQuery[] = [
      { view: 'mine' },
      { view: 'flagged' },
      { source: 'slack' },
      { language: 'ar,de' },
      { unread: 'true' },
      { has_rating: 'true' },
      { rating: 'negative' },
      { url: 'EXAMPLE/rare' },
      { entry_point: DOORS.join(',') },
      { metadata: ['plan:pro'] },
      { visitor: 'zoe' },
      { sentiment_max: '9' },
      { sentiment: 'negative' },
      { topic: 'refunds' },
      { flagged: 'true' },
      { tag: TAGS[0] ?? '', language: 'ar' },
      { assigned_to: 'me', source: 'slack' },
      { source: 'slack', created_before: at(50).toISOString() },
    ];
    for (const asked of asks) {
      for (const sort of CONVERSATION_SORTS) {
        const expected = inOrder(stored.slice(-3), sort);
        expect([asked, sort, ids(await inbox.readAll(me, { ...asked, sort }))]).toEqual([asked, sort, expected]);
        expect(ids(await inbox.readAll(me, { ...asked, sort, limit: '2' }))).toEqual(expected);
      }
      expect(ids(await inbox.readAll(me, asked))).toEqual(wanted);
    }
  });

  it('finds what is met now and then, more than is looked at at first', { timeout: 120_000 }, async () => {
    const stored = await store(
      Array.from({ length: 2_300 }, (_, index) => ({
        mostFrequentLanguage: index % 12 === 0 ? 'de' : 'en',
        tagIds: index % 24 === 0 ? TAGS : [],
        priority: PRIORITIES[index % 7 === 0 ? 2 : 1] ?? 'medium',
        createdAt: at(index),
        lastMessageAt: at(index),
      })),
    );
    for (const sort of CONVERSATION_SORTS) {
      const asked = { language: 'de', sort, limit: '100' };
      const wanted = stored.filter((one) => isWanted(one, asked, me.userId));
      expect([sort, ids(await inbox.readAll(me, asked))]).toEqual([sort, inOrder(wanted, sort)]);
      const tagged = { ...asked, tag: TAGS[1] ?? '' };
      const both = wanted.filter((one) => isWanted(one, tagged, me.userId));
      expect([sort, ids(await inbox.readAll(me, tagged))]).toEqual([sort, inOrder(both, sort)]);
    }
  });
});
