import { Agent, request } from 'node:http';
import { serveCalls } from '../turns/child.ts';

export type Opening = {
  readonly url: string;
  readonly bearer: string;
  /** One stream each. */
  readonly paths: readonly string[];
};
export type Delivered = {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

/** How many connections are being opened at once. */
const AT_ONCE = 100;

const late: number[] = [];
const sockets: { destroy(): void }[] = [];

/** The readers of streams, in a process of their own; client addresses in turn, as each has only so many ports. */
serveCalls({
  async open({ url, bearer, paths }: Opening): Promise<number> {
    const begin = performance.now();
    const queue = paths.entries();
    const worker = async (): Promise<void> => {
      for (const [index, path] of queue) await openOne(new URL(path, url), bearer, `127.0.0.${2 + (index % 8)}`);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return performance.now() - begin;
  },
  count: () => late.length,
  take(): Delivered {
    const sorted = late.splice(0).toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  },
  closeAll() {
    for (const socket of sockets.splice(0)) socket.destroy();
  },
});

const now = (): number => performance.timeOrigin + performance.now();

function openOne(url: URL, bearer: string, localAddress: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${bearer}` };
    const call = request(url, { headers, localAddress, agent: new Agent({ keepAlive: false }) }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream was answered with ${response.statusCode}`));
      response.setEncoding('latin1').on('data', (text: string) => {
        // Frames that come together are one piece; a frame this small is never cut.
        for (const [, at] of text.matchAll(/@(\d+\.\d+)@/g)) late.push(now() - Number(at));
      });
      response.on('error', () => {});
      sockets.push(call);
      resolve();
    });
    call.on('error', reject).end();
  });
}
