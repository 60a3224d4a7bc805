import { parseArgs } from 'node:util';
import { INBOX_VIEWS } from '@parley/protocol';
import { searchPatterns } from '../packages/server/src/domain/search/search-patterns.ts';
import {
  countConversations,
  isTimedOut,
  tallyInbox,
} from '../packages/server/src/store/conversations/count-conversations.ts';
import {
  inboxListQuery,
  listInboxRows,
  listInboxRowsAmong,
  listInboxRowsById,
} from '../packages/server/src/store/conversations/list-inbox-rows.ts';
import type { WorkspaceFilter } from '../packages/server/src/store/conversations/workspace-filter.ts';
import type { WorkspaceList } from '../packages/server/src/store/conversations/workspace-page.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import { refreshFactsOf } from '../packages/server/src/store/search/conversation-facts.ts';
import { findHitMessages } from '../packages/server/src/store/search/find-hit-lines.ts';
import { searchInbox } from '../packages/server/src/store/search/search-inbox.ts';
import type { BenchRow } from './retrieval.ts';
import { SEEDED_TEAM, SEEDED_WORDS, seedConversations } from './seed-conversations.ts';
import { explainIndexes, timeCalls } from './time-calls.ts';
import { postgresPlace } from './turns/databases.ts';

const LIMIT = 51;
const CAP = 10_000;
const SAVED_CAP = 1_000;
const BATCH = 1_000;

type Case = readonly [string, WorkspaceFilter, Partial<WorkspaceList>?];

/** Each view and each filter that the inbox has beyond the Workspace API's, common, rare and absent. */
function cases(conversations: number): Case[] {
  const userId = SEEDED_TEAM.user;
  const view = (name: NonNullable<WorkspaceFilter['view']>['name']): WorkspaceFilter => ({ view: { name, userId } });
  const one = Math.floor(conversations / 3);
  return [
    ...INBOX_VIEWS.map((name): Case => [`view=${name}`, view(name)]),
    ['view=mine, sort=-priority', view('mine'), { by: 'priority' }],
    ['source (one in four)', { sources: ['slack'] }],
    ['source (none)', { sources: ['telegram'] }],
    ['language (one in five)', { languages: ['de'] }],
    ['language (five old ones)', { languages: ['pl'] }],
    ['language, sort=-priority', { languages: ['de'] }, { by: 'priority' }],
    ['language (five old ones), sort=-created_at', { languages: ['pl'] }, { by: 'created_at' }],
    ['unread (one in seven)', { isUnread: true }],
    ['has_rating (one in twenty)', { hasRating: true }],
    ['rating=negative (one in forty)', { ratings: ['negative'] }],
    ['url (one in 500)', { urlPart: '/page/321' }],
    ['url (none)', { urlPart: 'nowhere' }],
    ['metadata plan:pro (one in ten)', { metadata: [{ key: 'plan', value: 'pro' }] }],
    [
      'metadata, two keys (one in 1,000)',
      {
        metadata: [
          { key: 'plan', value: 'pro' },
          { key: 'cohort', value: '70' },
        ],
      },
    ],
    ['metadata account (one)', { metadata: [{ key: 'account', value: String(one) }] }],
    ['visitor, part of an e-mail (one)', { visitor: `visitor${one}@` }],
    ['visitor, a name (one in 2,000)', { visitor: 'june 321' }],
    ['visitor (none)', { visitor: 'zzyzx' }],
    ['sentiment_max=9 (one in twenty)', { sentimentMax: 9 }],
    ['topic (one in eighty)', { topics: ['topic 8'] }],
    [
      'view=unassigned + language + metadata',
      { ...view('unassigned'), languages: ['de'], metadata: [{ key: 'plan', value: 'pro' }] },
    ],
    ['view=resolved + topic', { ...view('resolved'), topics: ['topic 8'] }],
    ['tag + language (five old ones)', { tagIds: [SEEDED_TEAM.tag], languages: ['pl'] }],
  ];
}

const SEARCHES = ['common', 'medium', 'rare', 'absent'] as const;

/**
 * Time of a page of 50 rows of the inbox by view and filter, of the counts, of bringing rows up to date, of searches with what
 * is highlighted, and of keeping the facts, on PostgreSQL. Options: `--conversations 1000000`, `--quick` for 10,000.
 */
export async function benchInboxList(args: string[]): Promise<BenchRow[]> {
  const options = { quick: { type: 'boolean' }, conversations: { type: 'string' } } as const;
  const { values } = parseArgs({ args, options, strict: false });
  const conversations = Number(values.conversations ?? (values.quick ? 10_000 : 100_000));
  const place = await postgresPlace();
  if (!place?.databaseUrl) {
    console.log('No PostgreSQL answers: set BENCH_DATABASE_URL to measure the list of the inbox.');
    return [];
  }
  const database = await openDatabase<Schema>({ url: place.databaseUrl, statementTimeoutMs: 3_600_000, migrations });
  try {
    const { workspaceId } = await seedConversations(database, {
      conversations,
      messages: 4,
      keepsMessages: conversations <= 100_000,
    });
    const facts = await furnish(database, workspaceId, conversations);
    return [...(await measure(database, workspaceId, conversations)), facts];
  } finally {
    await database.close();
    await place.remove();
  }
}

/** Gives the seeded conversations what the inbox filters by, and their facts; tells what a conversation's facts take. */
async function furnish(database: Database<Schema>, workspaceId: string, conversations: number): Promise<BenchRow> {
  await database.executeSql(
    `update conversations set
       visitor_name = case when ord % 2 = 0 then 'June ' || ord % 1000 end,
       visitor_email = case when ord % 2 = 0 then 'visitor' || ord || '@example.com' end,
       metadata = jsonb_build_object('plan', case ord % 10 when 0 then 'pro' else 'free' end, 'account', ord, 'cohort', ord % 100),
       url = 'https://shop.example/page/' || ord % 500, unread = ord % 7 = 0,
       most_frequent_language = case when ord % 1000 = 7 and ord < 5000 then 'pl' else most_frequent_language end,
       rating = case when ord % 20 = 0 then jsonb_build_object('answers',
         jsonb_build_object('HELPFUL_THUMBS', case ord % 40 when 0 then 'negative' else 'positive' end), 'comment', null) end,
       sentiment_score = case when ord % 2 = 0 then ord % 101 end,
       analysis = case when ord % 2 = 0 then jsonb_build_object('sentiment', 'neutral', 'resolution_status', 'open',
         'topic', 'Topic ' || ord % 80, 'is_flagged', ord % 500 = 0, 'flag_reason', null, 'intent', null, 'knowledge_gap', null) end`,
    [],
  );
  const ids = await database.db.selectFrom('conversations').select('id').orderBy('ord').execute();
  const begun = performance.now();
  for (let from = 0; from < ids.length; from += BATCH) {
    const keys = ids.slice(from, from + BATCH).map(({ id }) => ({ workspaceId, id }));
    await database.transaction((tx) => refreshFactsOf(tx, keys));
  }
  const ms = (performance.now() - begun) / conversations;
  await database.executeSql('vacuum analyze conversations');
  await database.executeSql('vacuum analyze conversation_facts');
  await database.executeSql('vacuum analyze messages');
  return {
    name: 'facts of a conversation, written',
    value: Math.round(ms * 1000) / 1000,
    unit: 'ms',
    note: 'in batches',
  };
}

async function measure(database: Database<Schema>, workspaceId: string, conversations: number): Promise<BenchRow[]> {
  const { db } = database;
  const rows: BenchRow[] = [];
  const base = { workspaceId, by: 'last_message_at', isDescending: true, after: null, limit: LIMIT } as const;
  for (const [name, filter, more] of cases(conversations)) {
    const list = { ...base, filter, ...more };
    const timed = await timeCalls(async () => (await listInboxRows(db, list, [])).length);
    const indexes = await explainIndexes(database, inboxListQuery(list, []).compile(db));
    rows.push({ ...timed, name, note: `${timed.note}; ${indexes.join(', ')}` });
    const counted = await timeCalls(() => saved(database, workspaceId, filter));
    rows.push({ ...counted, name: `  as a saved view, counted up to ${SAVED_CAP}` });
  }
  const tally = await timeCalls(async () => (await tallyInbox(db, workspaceId, CAP)).all.count);
  rows.push({ ...tally, name: `counts of all built-in views, up to ${CAP} each` });
  const list = { ...base, filter: { view: { name: 'open', userId: SEEDED_TEAM.user } } } as const;
  const ids = (await listInboxRows(db, list, [])).map(({ id }) => id);
  const among = await timeCalls(async () => (await listInboxRowsAmong(db, list, { ids, keys: [] })).length);
  rows.push({ ...among, name: `${ids.length} rows brought up to date (ids)` });
  for (const word of SEARCHES) {
    const query = SEEDED_WORDS[word];
    rows.push({
      ...(await timeCalls(() => searched(database, workspaceId, query))),
      name: `q, ${word}, with its hits`,
    });
  }
  rows.push({
    ...(await timeCalls(() => searched(database, workspaceId, 'june 321'))),
    name: 'q, the name of a visitor',
  });
  return rows;
}

/** How many a saved view has; -1 when counting was given up. */
async function saved(database: Database<Schema>, workspaceId: string, filter: WorkspaceFilter): Promise<number> {
  try {
    return (await countConversations(database, { workspaceId, filter, cap: SAVED_CAP })).count;
  } catch (error) {
    if (isTimedOut(error)) return -1;
    throw error;
  }
}

async function searched(database: Database<Schema>, workspaceId: string, query: string): Promise<number> {
  const found = await searchInbox(database, { workspaceId, query, filter: {}, after: null, limit: LIMIT });
  const ids = found.map(({ id }) => id);
  await listInboxRowsById(database.db, workspaceId, { ids, keys: [] });
  await findHitMessages(database.db, workspaceId, { ids, needles: searchPatterns(query).needles });
  return ids.length;
}
