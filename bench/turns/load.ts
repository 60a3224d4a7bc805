import autocannon from 'autocannon';
import { serveCalls } from './child.ts';

export type Load = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
};

export type LoadResult = {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
};

/** The load generator, in a process of its own: what it costs is no server's time. */
async function put(load: Load): Promise<LoadResult> {
  const result = await autocannon({
    url: load.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...load.headers },
    requests: load.bodies.map((body) => ({ body })),
    connections: load.connections,
    duration: load.seconds,
    timeout: 30,
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests failed`);
  return {
    requests: result.requests.total,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

serveCalls({ put });
