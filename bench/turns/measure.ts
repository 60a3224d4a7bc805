import type { Child } from './child.ts';
import { type Gauged, postgresCpuMs } from './gauges.ts';
import type { Load, LoadResult } from './load.ts';
import type { ModelAlone } from './server.ts';

/** One round of one subject. */
export type Measured = {
  readonly database: string;
  readonly subject: string;
  readonly concurrency: number;
  readonly perSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly serverCpuMs: number;
  /** Null where the database is in the server's own process. */
  readonly databaseCpuMs: number | null;
  readonly loopDelayP99Ms: number;
  readonly rssMb: number;
};

export type Target = {
  readonly server: Child;
  readonly load: Child;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly bodies: readonly string[];
};

type Figures = Omit<Measured, 'database' | 'subject' | 'concurrency'>;

/** Puts load on a server from another process for some seconds. */
export async function measureLoad(target: Target, connections: number, seconds: number): Promise<Figures> {
  const { server, load, url, headers, bodies } = target;
  const asked: Load = { url, headers, bodies, connections, seconds };
  const postgresFrom = postgresCpuMs();
  await server.call('begin', null, 5_000);
  const result = await load.call<LoadResult>('put', asked, seconds * 1_000 + 40_000);
  const gauged = await server.call<Gauged>('end', null, 5_000);
  const postgresMs = (postgresCpuMs() ?? 0) - (postgresFrom ?? 0);
  return {
    perSecond: result.requests / result.seconds,
    p50Ms: result.p50,
    p99Ms: result.p99,
    ...costs(gauged, result.requests),
    databaseCpuMs: postgresFrom === null ? null : postgresMs / result.requests,
  };
}

/** Lets a server's process call its model, with nothing around it. */
export async function measureModel(server: Child, concurrency: number, seconds: number): Promise<Figures> {
  const asked: ModelAlone = { seconds, concurrency };
  await server.call('begin', null, 5_000);
  const result = await server.call<{ calls: number; seconds: number }>('modelAlone', asked, seconds * 1_000 + 40_000);
  const gauged = await server.call<Gauged>('end', null, 5_000);
  const latency = { p50Ms: null, p99Ms: null, databaseCpuMs: null };
  return { perSecond: result.calls / result.seconds, ...latency, ...costs(gauged, result.calls) };
}

function costs({ cpuMs, loopDelayP99Ms, rssMb }: Gauged, turns: number) {
  return { serverCpuMs: cpuMs / turns, loopDelayP99Ms, rssMb };
}
