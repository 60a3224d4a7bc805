import { parseArgs } from 'node:util';
import type { BenchRow } from './retrieval.ts';
import { START_FLAGS } from './start-flags.ts';
import type { Delivered, Opening } from './streams/readers.ts';
import type { Saying, StreamsReady, StreamsSetup } from './streams/server.ts';
import { type Child, startChild } from './turns/child.ts';
import { embeddedPlace, type Place, postgresPlace } from './turns/databases.ts';
import type { Gauged } from './turns/gauges.ts';

const MINUTE_MS = 60_000;

type Options = { readonly streams: readonly number[]; readonly seconds: number };

/**
 * Open streams on one node: how late a reply is with its readers (from the call of the command, so the commit is in it), and
 * what the streams cost. `conversations`: each stream follows a conversation of its own with an agent token. `workspace`:
 * all follow the same workspace, so that each reply goes to all of them. Options: `--streams 1000,10000`, `--seconds 10`,
 * `--database pglite|postgres`, `--quick`.
 */
export async function benchStreams(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, streams: text, seconds: text, database: text },
    strict: false,
  });
  const options = {
    streams: String(values.streams ?? (values.quick ? '100' : '1000,10000'))
      .split(',')
      .map(Number),
    seconds: Number(values.seconds ?? (values.quick ? 2 : 10)),
  };
  const rows: BenchRow[] = [];
  if (values.database !== 'pglite') rows.push(...(await onDatabase('PostgreSQL', postgresPlace, options)));
  if (values.database === 'pglite') rows.push(...(await onDatabase('PGlite', embeddedPlace, options)));
  return rows;
}

async function onDatabase(name: string, place: () => Promise<Place | null>, options: Options): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const streams of options.streams) {
    for (const kind of ['conversations', 'workspace'] as const) {
      const at = await place();
      if (!at) {
        console.log(`${name} does not answer: its part is left out.`);
        return rows;
      }
      try {
        rows.push(
          ...(await measure(`${name}, ${streams} streams, ${kind}`, at, { kind, streams, seconds: options.seconds })),
        );
      } finally {
        await at.remove();
      }
    }
  }
  return rows;
}

type Case = { readonly kind: 'conversations' | 'workspace'; readonly streams: number; readonly seconds: number };

async function measure(name: string, { dataDir, databaseUrl }: Place, asked: Case): Promise<BenchRow[]> {
  const server = startChild('../streams/server.ts', [...START_FLAGS, '--expose-gc']);
  const readers = startChild('../streams/readers.ts');
  try {
    const setup: StreamsSetup = { dataDir, databaseUrl, conversations: asked.streams };
    const ready = await server.call<StreamsReady>('start', setup, 5 * MINUTE_MS);
    const before = await server.call<number>('collect', null, MINUTE_MS);
    const openedMs = await readers.call<number>('open', opening(ready, asked), 10 * MINUTE_MS);
    const after = await server.call<number>('collect', null, MINUTE_MS);
    const { said, delivered, gauged } = await load(server, readers, asked);
    await readers.call('closeAll', null, MINUTE_MS);
    return told(name, { ...asked, openedMs, before, after, said, delivered, gauged });
  } finally {
    await readers.stop();
    await server.stop();
  }
}

function opening({ url, key, token, conversations, seq }: StreamsReady, { kind, streams }: Case): Opening {
  if (kind === 'workspace') return { url, bearer: key, paths: Array<string>(streams).fill('/v1/events') };
  const paths = conversations.map((id) => `/v1/api_core/conversations/${id}/events?after=${seq}`);
  return { url, bearer: token, paths };
}

/** What goes to all streams is said less often: some thousand deliveries a second either way. */
async function load(server: Child, readers: Child, { kind, streams, seconds }: Case) {
  const perSecond = kind === 'conversations' ? 100 : Math.max(1, Math.round(5_000 / streams));
  const saying: Saying = { perSecond, seconds };
  const each = kind === 'workspace' ? streams : 1;
  await settle(readers, each * (await server.call<number>('say', { perSecond, seconds: 1 }, MINUTE_MS)));
  await readers.call('take', null, MINUTE_MS);
  await server.call('begin', null, MINUTE_MS);
  const said = await server.call<number>('say', saying, seconds * 1_000 + MINUTE_MS);
  await settle(readers, each * said);
  const gauged = await server.call<Gauged>('end', null, MINUTE_MS);
  return { said, delivered: await readers.call<Delivered>('take', null, MINUTE_MS), gauged };
}

/** Until all has come; what has not by then is missed. */
async function settle(readers: Child, expected: number): Promise<void> {
  const deadline = performance.now() + MINUTE_MS;
  while (performance.now() < deadline) {
    if ((await readers.call<number>('count', null, MINUTE_MS)) >= expected) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

type Figures = Case & {
  readonly openedMs: number;
  readonly before: number;
  readonly after: number;
  readonly said: number;
  readonly delivered: Delivered;
  readonly gauged: Gauged;
};

function told(name: string, figures: Figures): BenchRow[] {
  const { kind, streams, openedMs, before, after, said, delivered, gauged } = figures;
  const expected = kind === 'workspace' ? said * streams : said;
  if (delivered.count !== expected) throw new Error(`${name}: ${delivered.count} of ${expected} were delivered`);
  const perStreamKb = ((after - before) * 1_000) / streams;
  console.table({
    [name]: {
      'p50 ms': Math.round(delivered.p50Ms),
      'p99 ms': Math.round(delivered.p99Ms),
      deliveries: delivered.count,
      'RSS before MB': Math.round(before),
      'RSS with streams MB': Math.round(after),
      'KB a stream': Number(perStreamKb.toFixed(1)),
      'CPU µs a delivery': Math.round((gauged.cpuMs * 1_000) / delivered.count),
      'opened a second': Math.round((streams * 1_000) / openedMs),
      'loop p99 ms': Number(gauged.loopDelayP99Ms.toFixed(1)),
    },
  });
  return [
    { name: `${name}: delivery p99`, value: Math.round(delivered.p99Ms), unit: 'ms', note: `${said} replies` },
    {
      name: `${name}: memory`,
      value: Math.round(after),
      unit: 'MB',
      note: `${perStreamKb.toFixed(1)} KB a stream; ${Math.round(before)} MB without any`,
    },
  ];
}
