import { parseArgs } from 'node:util';
import type { ConversationFilter } from '../packages/server/src/store/conversations/conversation-filter.ts';
import {
  countConversations,
  listConversations,
  listConversationsById,
} from '../packages/server/src/store/conversations/list-conversations.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import { searchConversations } from '../packages/server/src/store/search/search-conversations.ts';
import type { BenchRow } from './retrieval.ts';
import { SEEDED_WORDS, type SeededAgent, seedConversations } from './seed-conversations.ts';
import { embeddedPlace, type Place, postgresPlace } from './turns/databases.ts';

const ROUNDS = 50;
const PAGE = { limit: 20, offset: 0 };

const LISTS: Readonly<Record<string, ConversationFilter>> = {
  all: {},
  'open, with a person': { resolutionStatus: 'open', assigneeType: 'human_operator' },
  'german, by date': { language: 'de', createdFrom: new Date(Date.UTC(2025, 0, 2)) },
  'none such': { source: 'telegram' },
};

/**
 * Time of a page of the list, of its count, and of searches, at growing numbers of conversations. Options:
 * `--conversations 10000,100000` (PostgreSQL; 1000000 takes half an hour to make), `--embedded 100000`, `--quick` for a tenth, `--database pglite|postgres`.
 */
export async function benchListSearch(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, conversations: text, embedded: text, database: text },
    strict: false,
  });
  const sizes = (given: unknown, normal: string) =>
    String(given ?? (values.quick ? '10000' : normal))
      .split(',')
      .map(Number);
  const rows: BenchRow[] = [];
  if (values.database !== 'pglite') {
    for (const size of sizes(values.conversations, '10000,100000')) {
      rows.push(...(await onPlace('PostgreSQL', await postgresPlace(), size)));
    }
  }
  if (values.database !== 'postgres') {
    for (const size of sizes(values.embedded, '100000'))
      rows.push(...(await onPlace('PGlite', await embeddedPlace(), size)));
  }
  return rows;
}

async function onPlace(kind: string, place: Place | null, conversations: number): Promise<BenchRow[]> {
  if (!place) {
    console.log(`No ${kind} answers: set BENCH_DATABASE_URL to measure on it too.`);
    return [];
  }
  const { dataDir, databaseUrl } = place;
  try {
    const database = await openDatabase<Schema>({
      ...(databaseUrl ? { url: databaseUrl, statementTimeoutMs: 600_000 } : { dataDir }),
      migrations,
    });
    try {
      const begun = performance.now();
      const agent = await seedConversations(database, { conversations });
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${kind}: ${conversations.toLocaleString('en')} conversations made in ${seconds} s`);
      return await measure(database, agent, `${kind}, ${conversations.toLocaleString('en')}`);
    } finally {
      await database.close();
    }
  } finally {
    await place.remove();
  }
}

async function measure(database: Database<Schema>, agent: SeededAgent, where: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const time = async (name: string, work: () => Promise<string>) => rows.push(await timed(`${name} (${where})`, work));
  for (const [name, filter] of Object.entries(LISTS)) {
    await time(
      `list ${name}`,
      async () => `${(await listConversations(database.db, agent, filter, PAGE)).length} items`,
    );
  }
  const deep = { ...PAGE, offset: 10_000 };
  await time(
    'list at offset 10,000',
    async () => `${(await listConversations(database.db, agent, {}, deep)).length} items`,
  );
  for (const [name, filter] of Object.entries(LISTS)) {
    await time(`count ${name}`, async () => `${(await countConversations(database.db, agent.id, filter)).count}`);
  }
  for (const [name, word] of Object.entries(SEEDED_WORDS)) {
    await time(`search ${name}`, async () => {
      const { ids, count, isCapped } = await searchConversations(database, agent, word, {}, PAGE);
      await listConversationsById(database.db, agent, ids);
      return `${count}${isCapped ? '+' : ''} found`;
    });
  }
  const filtered = { resolutionStatus: 'open' } as const;
  await time('search old, with a filter', async () => {
    return `${(await searchConversations(database, agent, SEEDED_WORDS.old, filtered, PAGE)).count} found`;
  });
  return rows;
}

/** p99 in milliseconds; the note says the median and what came out. */
async function timed(name: string, work: () => Promise<string>): Promise<BenchRow> {
  const result = await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.ceil(share * times.length) - 1] ?? 0) * 10) / 10;
  return { name, value: at(0.99), unit: 'ms p99', note: `p50 ${at(0.5)}; ${result}` };
}
