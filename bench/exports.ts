import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type RowCount, writeExport } from '../packages/server/src/commands/write-export.ts';
import type { ExportShape } from '../packages/server/src/domain/export/exported.ts';
import { systemClock } from '../packages/server/src/runtime/clock.ts';
import { systemIds } from '../packages/server/src/runtime/ids.ts';
import { xlsxFile } from '../packages/server/src/runtime/xlsx-file.ts';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { selectConversations } from '../packages/server/src/store/exports/select-conversations.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import type { BenchRow } from './retrieval.ts';
import { type SeededAgent, seedConversations } from './seed-conversations.ts';
import { embeddedPlace, type Place, postgresPlace } from './turns/databases.ts';

const SHAPES: readonly ExportShape[] = [
  { format: 'csv', rows: 'conversation' },
  { format: 'xlsx', rows: 'message' },
  { format: 'jsonl', rows: 'conversation' },
];
const MESSAGES = 4;
const SAMPLE_MS = 1_000;

/**
 * Exports at growing numbers of conversations of four messages: the time of the statement that selects them, rows a second,
 * how long others wait for the database meanwhile, and the most memory that was in use at once, which must not grow with
 * the rows. Options: `--conversations 2000,50000`, `--database pglite|postgres`, `--quick`.
 */
export async function benchExports(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, conversations: text, database: text },
    strict: false,
  });
  const sizes = String(values.conversations ?? (values.quick ? '500,5000' : '2000,50000'))
    .split(',')
    .map(Number);
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    if (values.database !== 'postgres') rows.push(...(await onPlace('PGlite', await embeddedPlace(), size)));
    if (values.database !== 'pglite') rows.push(...(await onPlace('PostgreSQL', await postgresPlace(), size)));
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
    const database = await openDatabase<Schema>({ ...(databaseUrl ? { url: databaseUrl } : { dataDir }), migrations });
    try {
      const agent = await seedConversations(database, { conversations, messages: MESSAGES });
      return await measure(database, agent, `${kind}, ${conversations.toLocaleString('en')}`);
    } finally {
      await database.close();
    }
  } finally {
    await place.remove();
  }
}

async function measure(database: Database<Schema>, agent: SeededAgent, where: string): Promise<BenchRow[]> {
  const key = { workspaceId: agent.workspaceId, id: systemIds.uuid() };
  const begun = performance.now();
  await selectConversations(database, key, { scope: 'workspace', filter: {} }, new Date());
  const rows: BenchRow[] = [{ name: `selecting (${where})`, value: Math.round(performance.now() - begun), unit: 'ms' }];
  for (const shape of SHAPES) {
    const name = `${shape.format}, a row for each ${shape.rows} (${where})`;
    const { seconds, written, bytes, worstMs, meanMs } = await timed(database, agent, shape);
    rows.push({
      name,
      value: Math.round(written / seconds),
      unit: 'rows/s',
      note: `${written} rows, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s; others wait ${meanMs.toFixed(1)} ms, at most ${Math.round(worstMs)}`,
    });
    rows.push({ name: `memory of ${name}`, value: await peakMb(database, agent, shape), unit: 'MB' });
  }
  return rows;
}

function exportOf(database: Database<Schema>, agent: SeededAgent, shape: ExportShape, told: (rows: RowCount) => void) {
  const job = {
    workspaceId: agent.workspaceId,
    id: systemIds.uuid(),
    shape,
    selection: { scope: 'workspace', filter: {} },
  } as const;
  return writeExport({ database, clock: systemClock, spreadsheet: xlsxFile }, job, told);
}

async function timed(database: Database<Schema>, agent: SeededAgent, shape: ExportShape) {
  const waits: number[] = [];
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      const from = performance.now();
      await database.named('bench-other', 'select 1', []);
      waits.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const begun = performance.now();
  let bytes = 0;
  let written = 0;
  const pieces = exportOf(database, agent, shape, (count) => {
    written = count.written;
  });
  for await (const piece of pieces) bytes += piece.length;
  const seconds = (performance.now() - begun) / 1_000;
  isOver = true;
  await others;
  const meanMs = waits.reduce((sum, ms) => sum + ms, 0) / waits.length;
  return { seconds, written, bytes, worstMs: Math.max(...waits), meanMs };
}

/** What is still in use after collecting garbage, every so often: the most of it, above what was in use before. */
async function peakMb(database: Database<Schema>, agent: SeededAgent, shape: ExportShape): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  let most = before;
  let next = 0;
  for await (const _ of exportOf(database, agent, shape, () => {})) {
    if (performance.now() < next) continue;
    most = Math.max(most, used());
    next = performance.now() + SAMPLE_MS;
  }
  return Math.round((most - before) / 1e5) / 10;
}
