import { parseArgs } from 'node:util';
import { countForAnalytics } from '../packages/server/src/commands/count-for-analytics.ts';
import { daysBefore, reportDays } from '../packages/server/src/domain/analytics/report-days.ts';
import { analyticsReport } from '../packages/server/src/presenters/analytics-report.ts';
import { usageReport } from '../packages/server/src/presenters/usage-report.ts';
import * as figures from '../packages/server/src/store/analytics/read-figures.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import { readLatencies, readUsage } from '../packages/server/src/store/usage/read-usage.ts';
import { sumUsage } from '../packages/server/src/store/usage/sum-usage.ts';
import { seedCounted, seedLog, WORKSPACE } from './analytics/seed.ts';
import type { BenchRow } from './retrieval.ts';
import { embeddedPlace, postgresPlace } from './turns/databases.ts';
import { median } from './widget/median.ts';

const ROUNDS = 7;
const LOGGED = 5_000;
/** A month and the one before, as they are seeded. */
const WANTED = { from: '2026-01-31', to: '2026-03-01', time_zone: 'Europe/Berlin' };
const NOW = new Date('2026-03-01T22:00:00Z');

/**
 * Time of the reports on analytics and usage over a month with the one before, of the sums of a budget, and how fast the
 * log is counted, on both databases. Options: `--conversations 1000000` a month, `--quick` for 10,000.
 */
export async function benchAnalytics(args: string[]): Promise<BenchRow[]> {
  const options = { quick: { type: 'boolean' }, conversations: { type: 'string' } } as const;
  const { values } = parseArgs({ args, options, strict: false });
  const conversations = Number(values.conversations ?? (values.quick ? 10_000 : 100_000));
  const rows: BenchRow[] = [];
  for (const place of [await postgresPlace(), await embeddedPlace()]) {
    if (!place) continue;
    const url = place.databaseUrl;
    const where = url ? { url, statementTimeoutMs: 3_600_000 } : { dataDir: place.dataDir };
    const database = await openDatabase<Schema>({ ...where, migrations });
    try {
      rows.push(...(await measure(database, conversations)));
    } finally {
      await database.close();
      await place.remove();
    }
  }
  return rows;
}

async function measure(database: Database<Schema>, conversations: number): Promise<BenchRow[]> {
  const { kind, db, named } = database;
  await seedLog(database, LOGGED);
  const begun = performance.now();
  let events = 0;
  // As the job reads; it rests in between.
  const maxEvents = kind === 'pglite' ? 48 : 1_000;
  for (let read = -1; read !== 0; events += read) read = await countForAnalytics({ database }, { maxEvents });
  const perSecond = Math.round(events / ((performance.now() - begun) / 1_000));
  await seedCounted(database, conversations);
  const month = { workspaceId: WORKSPACE, since: new Date('2026-02-01'), horizon: NOW };
  const minute = { ...month, since: new Date(Date.parse('2026-03-01') - 120_000) };
  const times = {
    'analytics of a month and the one before': await timed(() => readAnalytics(db)),
    'usage of a month': await timed(() => readUsageReport(db)),
    'a budget, counted from the first of the month': await timed(() => sumUsage(named, [month])),
    'a budget, read on': await timed(() => sumUsage(named, [minute])),
  };
  const size = conversations.toLocaleString('en');
  const rows = Object.entries(times).map(([name, value]) => ({
    name: `${kind}, ${size} conversations a month: ${name}`,
    value,
    unit: 'ms',
  }));
  rows.push({ name: `${kind}: events counted`, value: perSecond, unit: 'a second' });
  for (const { name, value, unit } of rows) console.log(`${name}: ${value} ${unit}`);
  return rows;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return Math.round(median(times));
}

async function readAnalytics(db: Database<Schema>['db']): Promise<void> {
  const days = reportDays(WANTED, NOW);
  const previous = daysBefore(days);
  const bounds = [...previous.bounds.slice(0, -1), ...days.bounds];
  const wanted = { workspaceId: WORKSPACE, bounds, current: previous.days.length + 1 };
  const topics = await figures.readFound(db, wanted, 'topic', 50);
  analyticsReport({
    days,
    previous,
    topics,
    uncountedSince: await figures.findUncountedSince(db),
    cases: await figures.readCases(db, wanted),
    replies: await figures.readFirstReplies(db, wanted),
    messages: await figures.readMessages(db, wanted),
    ratings: await figures.readRatings(db, wanted),
    intents: await figures.readFound(db, wanted, 'intent', 50),
    knowledgeGaps: await figures.readFound(db, wanted, 'knowledge_gap', 50),
    topicDays: await figures.readTopicDays(
      db,
      wanted,
      topics.slice(0, 10).map(({ value }) => value),
    ),
  });
}

async function readUsageReport(db: Database<Schema>['db']): Promise<void> {
  const days = reportDays(WANTED, NOW);
  const wanted = { workspaceId: WORKSPACE, bounds: days.bounds };
  const turns = await readUsage(db, wanted);
  const latencies = await readLatencies(db, wanted);
  usageReport({ days, turns, latencies, currency: null, prices: new Map() });
}
