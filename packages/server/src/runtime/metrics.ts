import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Measurements of this process, for `/metrics`. */
export type Metrics = {
  readonly registry: Registry;
  turnEnded(turn: { outcome: string; kind: string | null; latencyMs: number }): void;
  tokensUsed(usage: { model: string; inputTokens: number; outputTokens: number }): void;
  requestEnded(request: { method: string; route: string; status: number; ms: number }): void;
};

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Metrics in a registry of their own. `queueDepth` is asked when somebody scrapes. */
export function createMetrics(queueDepth: () => Promise<number>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  const turns = new Counter({
    name: 'parley_turns_total',
    help: 'Turns by outcome, and by the kind of their reply',
    labelNames: ['outcome', 'kind'],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'parley_turn_seconds',
    help: 'From the start of a turn to its end',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const tokens = new Counter({
    name: 'parley_model_tokens_total',
    help: 'Tokens that models read and wrote',
    labelNames: ['model', 'direction'],
    registers,
  });
  new Gauge({
    name: 'parley_queue_depth',
    help: 'Jobs that wait or run',
    registers,
    async collect() {
      this.set(await queueDepth());
    },
  });
  return {
    registry,
    turnEnded({ outcome, kind, latencyMs }) {
      turns.inc({ outcome, kind: kind ?? 'none' });
      turnSeconds.observe({ outcome }, latencyMs / 1000);
    },
    tokensUsed({ model, inputTokens, outputTokens }) {
      if (inputTokens > 0) tokens.inc({ model, direction: 'input' }, inputTokens);
      if (outputTokens > 0) tokens.inc({ model, direction: 'output' }, outputTokens);
    },
    requestEnded({ method, route, status, ms }) {
      requestSeconds.observe({ method, route, status: String(status) }, ms / 1000);
    },
  };
}
