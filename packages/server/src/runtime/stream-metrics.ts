import { Gauge, type Registry } from 'prom-client';

/** Tells the open streams of this node, and how late what feeds them is, whenever somebody scrapes. */
export function addStreamMetrics(
  registry: Registry,
  { openStreams, lagMs }: { readonly openStreams: () => number; readonly lagMs: () => number },
): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('parley_streams_open', 'Open streams of live events', openStreams);
  gauge(
    'parley_stream_lag_seconds',
    'How late streams of workspaces are behind what is committed',
    () => lagMs() / 1_000,
  );
}
