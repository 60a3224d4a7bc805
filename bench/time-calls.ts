import type { Database } from '../packages/server/src/store/db/database.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import type { BenchRow } from './retrieval.ts';

const ROUNDS = 100;

/** The indexes that a statement's plan read, apart from the rows' own key. */
export async function explainIndexes(
  database: Database<Schema>,
  query: { readonly sql: string; readonly parameters: readonly unknown[] },
  printAs: string | null = null,
): Promise<string[]> {
  const run = (format: string) =>
    database.executeSql(`explain (analyze, buffers, format ${format}) ${query.sql}`, [...query.parameters]);
  if (printAs !== null) {
    const { rows } = await run('text');
    console.log(`\n-- ${printAs}\n${rows.map((row) => Object.values(row as object)[0]).join('\n')}`);
  }
  const { rows } = await run('json');
  const text = JSON.stringify(Object.values(rows[0] as object)[0]);
  const plans = JSON.parse(text) as unknown;
  const used = new Set<string>();
  walk(plans, (node) => {
    if (typeof node['Index Name'] === 'string' && Number(node['Actual Loops']) > 0) used.add(node['Index Name']);
  });
  return [...used].filter((name) => !name.endsWith('_pkey'));
}

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Record<string, unknown>);
    for (const item of Object.values(value)) walk(item, visit);
  }
}

/** p99 of a hundred calls in milliseconds; the note says the median and how many came, -1 for giving up. */
export async function timeCalls(work: () => Promise<number>): Promise<Omit<BenchRow, 'name'>> {
  const count = await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.ceil(share * times.length) - 1] ?? 0) * 10) / 10;
  return { value: at(0.99), unit: 'ms p99', note: `p50 ${at(0.5)}; ${count < 0 ? 'gave up' : `${count} rows`}` };
}
