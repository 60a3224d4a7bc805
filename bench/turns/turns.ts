import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { START_FLAGS } from '../start-flags.ts';
import { type Child, startChild } from './child.ts';
import { embeddedPlace, type Place, postgresPlace } from './databases.ts';
import { questions } from './knowledge.ts';
import { type Measured, measureLoad, measureModel } from './measure.ts';
import { printTurns, type TurnRow, turnRows } from './rows.ts';
import type { ServerReady, ServerSetup } from './server.ts';

export type Subject = Pick<ServerSetup, 'kind' | 'retrieval'> & { readonly name: string };

const SUBJECTS: readonly Subject[] = [
  { name: 'floor', kind: 'floor', retrieval: false },
  { name: 'builtin', kind: 'builtin', retrieval: true },
  { name: 'upstream, no retrieval', kind: 'upstream', retrieval: false },
  { name: 'upstream, retrieval', kind: 'upstream', retrieval: true },
];

const FAKE = fileURLToPath(new URL('../../packages/server/test/support/fake-openai.ts', import.meta.url));

const QUESTIONS = 40;
const START_MS = 60_000;

type Options = {
  readonly seconds: number;
  readonly rounds: number;
  readonly concurrency: readonly number[];
  readonly articles: number;
};

/**
 * Turns per second, latency, CPU and event-loop delay on both databases, beside the floor and the model alone. Options:
 * `--quick`, `--seconds`, `--rounds`, `--concurrency 1,16,64`, `--articles`, `--only <part of a subject's name>`,
 * `--database pglite|postgres`.
 */
export async function benchTurns(args: string[]): Promise<TurnRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean' },
      seconds: text,
      rounds: text,
      concurrency: text,
      articles: text,
      only: text,
      database: text,
      'cpu-prof': text,
    },
    strict: false,
  });
  const number = (name: keyof typeof values, normal: number, quick: number) =>
    Number(values[name] ?? (values.quick ? quick : normal));
  const options = {
    seconds: number('seconds', 5, 1),
    rounds: number('rounds', 3, 1),
    concurrency: String(values.concurrency ?? '1,16,64')
      .split(',')
      .map(Number),
    articles: number('articles', 200, 200),
  };
  const subjects = SUBJECTS.filter(({ name }) => name === 'floor' || name.includes(String(values.only ?? '')));
  const profile = values['cpu-prof'] ? ['--cpu-prof', `--cpu-prof-dir=${values['cpu-prof']}`] : [];
  const measured: Measured[] = [];
  if (values.database !== 'postgres')
    measured.push(...(await onDatabase('PGlite', embeddedPlace, subjects, options, profile)));
  if (values.database !== 'pglite')
    measured.push(...(await onDatabase('PostgreSQL', postgresPlace, subjects, options, profile)));
  const rows = turnRows(measured);
  printTurns(rows);
  return rows;
}

type Running = { readonly subject: Subject; readonly server: Child; readonly ready: ServerReady };

async function onDatabase(
  database: string,
  findPlace: () => Promise<Place | null>,
  subjects: readonly Subject[],
  options: Options,
  execArgv: readonly string[],
): Promise<Measured[]> {
  const upstream = await startUpstream();
  const load = startChild('./load.ts');
  const running: Running[] = [];
  const places: Place[] = [];
  try {
    for (const subject of subjects) {
      const place = await findPlace();
      if (!place) {
        console.log(`No ${database} answers: set BENCH_DATABASE_URL to measure on it too.`);
        return [];
      }
      places.push(place);
      const { dataDir, databaseUrl } = place;
      const { kind, retrieval } = subject;
      const server = startChild('./server.ts', [...START_FLAGS, ...execArgv]);
      const setup: ServerSetup = {
        kind,
        retrieval,
        dataDir,
        databaseUrl,
        upstreamUrl: upstream.url,
        articles: options.articles,
      };
      running.push({ subject, server, ready: await server.call<ServerReady>('start', setup, START_MS) });
    }
    return await rounds(database, running, load, options);
  } finally {
    await Promise.all([load, ...running.map(({ server }) => server)].map((child) => child.stop()));
    upstream.stop();
    for (const place of places) await place.remove();
  }
}

/** Round robin, so that what else the machine does meets all alike; the first, unmeasured, warms up and checks. */
async function rounds(
  database: string,
  running: readonly Running[],
  load: Child,
  options: Options,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const asked = questions(QUESTIONS);
  const { concurrency } = options;
  const calls = running.map(({ subject, server, ready }) => {
    const bodies = asked.map((question) => JSON.stringify({ scenario_id: ready.scenarioId, text: question }));
    const target = { server, load, url: `${ready.url}/chat`, headers: authorization(ready), bodies };
    return { subject, target, server };
  });
  for (const { subject, target } of calls) {
    await checkAnswers(subject, target);
    for (const connections of concurrency) await measureLoad(target, connections, Math.min(2, options.seconds));
  }
  for (let round = 0; round < options.rounds; round += 1) {
    for (const connections of concurrency) {
      for (const { subject, target, server } of calls) {
        const about = { database, subject: subject.name, concurrency: connections };
        measured.push({ ...about, ...(await measureLoad(target, connections, options.seconds)) });
        if (subject.kind === 'floor') continue;
        const alone = { ...about, subject: `${subject.name}: model alone` };
        measured.push({ ...alone, ...(await measureModel(server, connections, options.seconds / 2)) });
      }
    }
    process.stdout.write(`${database}: round ${round + 1} of ${options.rounds}\n`);
  }
  return measured;
}

function authorization({ token }: ServerReady): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

/** A fast server that answers nonsense is not measured: with knowledge, nearly every reply must have a source. */
async function checkAnswers(
  { name, kind, retrieval }: Subject,
  { url, headers, bodies }: { url: string; headers: Record<string, string>; bodies: readonly string[] },
): Promise<void> {
  let sourced = 0;
  for (const body of bodies) {
    const response = await fetch(`${url}?sources=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    if (!response.ok) throw new Error(`${name} answers ${response.status}: ${await response.text()}`);
    const { sources = [] } = (await response.json()) as { sources?: unknown[] };
    if (sources.length > 0) sourced += 1;
  }
  if (kind === 'floor' || !retrieval) return;
  console.log(`${name}: ${sourced} of ${bodies.length} questions are answered with a source`);
  if (sourced < bodies.length / 2) throw new Error(`${name} does not answer from its knowledge`);
}

async function startUpstream(): Promise<{ url: string; stop(): void }> {
  const fake = spawn(process.execPath, [FAKE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await once(fake.stdout, 'data');
  return { url: String(url).trim(), stop: () => void fake.kill() };
}
