import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveCalls } from '../turns/child.ts';

export type Arrivals = {
  readonly count: number;
  /** Milliseconds from the event's time to the arrival, ascending. */
  readonly lags: readonly number[];
  /** When the last one arrived. */
  readonly lastAtMs: number;
};

let lags: number[] = [];
let lastAtMs = 0;

/** Answers at once, but for `/stalled`, which never answers. */
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    if (request.url === '/stalled') return;
    lastAtMs = Date.now();
    lags.push(lastAtMs - Date.parse(JSON.parse(body).timestamp));
    response.writeHead(204).end();
  });
});

serveCalls(
  {
    async start(): Promise<{ origin: string }> {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    },
    async arrivals(): Promise<Arrivals> {
      return { count: lags.length, lags: lags.toSorted((a, b) => a - b), lastAtMs };
    },
    async forget(): Promise<void> {
      lags = [];
    },
  },
  async () => {
    server.closeAllConnections();
    server.close();
  },
);
