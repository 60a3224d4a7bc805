import { parseArgs } from 'node:util';
import type { BenchRow } from './retrieval.ts';
import { type Child, startChild } from './turns/child.ts';
import { embeddedPlace, type Place, postgresPlace } from './turns/databases.ts';
import type { Arrivals } from './webhooks/receiver.ts';
import type { Written } from './webhooks/sender.ts';

const MINUTE_MS = 60_000;
/** Of a second, in the steady part; the database and the receiver share the machine. */
const STEADY_DELIVERIES = 50;

type Options = { readonly endpoints: readonly number[]; readonly deliveries: number; readonly seconds: number };

/**
 * Webhooks: deliveries a second when the log runs ahead, and how late a delivery arrives after its event at a steady rate
 * (commit, reading the log and signing are in it). Of several endpoints one never answers, and is not counted.
 * Options: `--endpoints 1,10,100`, `--deliveries 3000`, `--seconds 5`, `--database pglite|postgres`, `--quick`.
 */
export async function benchWebhooks(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, endpoints: text, deliveries: text, seconds: text, database: text },
    strict: false,
  });
  const options = {
    endpoints: String(values.endpoints ?? '1,10,100')
      .split(',')
      .map(Number),
    deliveries: Number(values.deliveries ?? (values.quick ? 300 : 3_000)),
    seconds: Number(values.seconds ?? (values.quick ? 1 : 5)),
  };
  const rows: BenchRow[] = [];
  if (values.database !== 'pglite') rows.push(...(await onDatabase('PostgreSQL', postgresPlace, options)));
  if (values.database !== 'postgres') rows.push(...(await onDatabase('PGlite', embeddedPlace, options)));
  return rows;
}

async function onDatabase(name: string, place: () => Promise<Place | null>, options: Options): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const endpoints of options.endpoints) {
    const at = await place();
    if (!at) {
      console.log(`${name} does not answer: its part is left out.`);
      return rows;
    }
    try {
      rows.push(...(await measure(`${name}, ${endpoints} endpoints`, at, { ...options, endpoints })));
    } finally {
      await at.remove();
    }
  }
  return rows;
}

type Case = { readonly endpoints: number; readonly deliveries: number; readonly seconds: number };

async function measure(name: string, place: Place, { endpoints: all, deliveries, seconds }: Case): Promise<BenchRow[]> {
  const endpoints = Math.max(1, all - 1);
  const receiver = startChild('../webhooks/receiver.ts');
  const sender = startChild('../webhooks/sender.ts');
  try {
    const { origin } = await receiver.call<{ origin: string }>('start', null, MINUTE_MS);
    const { dataDir, databaseUrl } = place;
    await sender.call('start', { dataDir, databaseUrl, origin, endpoints: all }, MINUTE_MS);
    await run(sender, receiver, { endpoints, messages: 10, perSecond: 20 });
    const perSecond = Math.max(1, Math.round(STEADY_DELIVERIES / endpoints));
    const steady = await run(sender, receiver, { endpoints, messages: perSecond * seconds, perSecond });
    const burst = await run(sender, receiver, {
      endpoints,
      messages: Math.ceil(deliveries / endpoints),
      perSecond: 0,
    });
    const rate = burst.arrivals.count / ((burst.arrivals.lastAtMs - burst.began) / 1000);
    const beside = all > 1 ? 'one endpoint never answers' : 'no other endpoint';
    return [
      {
        name: `${name}: deliveries`,
        value: rate,
        unit: '/s',
        note: `${burst.arrivals.count} of ${Math.round(burst.written)} events/s written, ${beside}`,
      },
      {
        name: `${name}: lag p50`,
        value: quantile(steady.arrivals.lags, 0.5),
        unit: 'ms',
        note: `${perSecond} events/s, ${steady.arrivals.count} deliveries, ${beside}`,
      },
      { name: `${name}: lag p99`, value: quantile(steady.arrivals.lags, 0.99), unit: 'ms' },
    ];
  } finally {
    await sender.stop();
    await receiver.stop();
  }
}

type Load = { readonly endpoints: number; readonly messages: number; readonly perSecond: number };

/** Writes messages and waits until every endpoint that answers has been told of all of them. */
async function run(sender: Child, receiver: Child, { endpoints, ...load }: Load) {
  await receiver.call('forget', null, MINUTE_MS);
  const { began, ended } = await sender.call<Written>('write', load, 5 * MINUTE_MS);
  const wanted = load.messages * endpoints;
  for (const deadline = Date.now() + 5 * MINUTE_MS; Date.now() < deadline; ) {
    const arrivals = await receiver.call<Arrivals>('arrivals', null, MINUTE_MS);
    if (arrivals.count >= wanted) return { began, written: load.messages / ((ended - began) / 1000), arrivals };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not all of ${wanted} deliveries arrived`);
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
