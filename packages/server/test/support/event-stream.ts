import { readEventStream } from '../../../sdk/src/event-stream.ts';

/** A frame of a stream; comments are none. */
export type Frame = { readonly event: string; readonly id: string | undefined; readonly data: Json };
// biome-ignore lint/suspicious/noExplicitAny: what a frame holds is what each test looks at.
type Json = any;

export type TestStream = {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that came so far. */
  readonly frames: readonly Frame[];
  /** The places that comments told. */
  readonly positions: readonly string[];
  /** How long the server asked to wait before coming again, in milliseconds. */
  readonly retry: readonly number[];
  /** Resolves once the server has told where the stream begins. */
  readonly started: Promise<void>;
  /** Resolves when the server ended it. */
  readonly ended: Promise<void>;
  /** Resolves once a frame is there that satisfies it. */
  until(matches: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
};

/** Opens a stream of server-sent events of a server that listens. */
export async function openTestStream(url: string, headers: Record<string, string>): Promise<TestStream> {
  const closing = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: closing.signal,
  });
  const frames: Frame[] = [];
  const positions: string[] = [];
  const retries: number[] = [];
  const begun = Promise.withResolvers<void>();
  const waiting = new Set<() => void>();
  const body = response.body;
  const ended = (async () => {
    try {
      if (!body) return;
      for await (const { event, data, id, retry } of readEventStream(body)) {
        if (retry !== undefined) retries.push(retry);
        if (id !== undefined) begun.resolve();
        if (data === '') {
          if (id !== undefined) positions.push(id);
          continue;
        }
        frames.push({ event, id, data: JSON.parse(data) });
        for (const look of [...waiting]) look();
      }
    } catch (error) {
      if (!closing.signal.aborted) throw error;
    }
  })();
  ended.catch(() => {});
  return {
    status: response.status,
    headers: response.headers,
    frames,
    positions,
    retry: retries,
    started: begun.promise,
    ended,
    until: (matches) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no such frame among ${JSON.stringify(frames)}`)), 8_000);
        const look = () => {
          const found = frames.find(matches);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => closing.abort(),
  };
}
