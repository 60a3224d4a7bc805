import { ApiError } from './api-error.ts';
import { readEventStream, type ServerSentEvent } from './event-stream.ts';

/** `live` while the stream is open, `connecting` while it is not and is being opened (again). */
export type StreamState = 'connecting' | 'live';

export type FollowOptions = {
  /** Where to begin: the `id` of the last event that you have. */
  readonly after?: string | number;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  readonly onState?: (state: StreamState) => void;
  /** Something came, be it only a heartbeat. */
  readonly onBytes?: () => void;
  readonly pace?: Partial<FollowPace>;
};

export type FollowPace = {
  /** The wait before the first new connection; it doubles with each that fails. The server may ask for another. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** After so long without a word, not even a heartbeat, the connection counts as lost. */
  readonly silenceMs: number;
};

const PACE: FollowPace = { firstWaitMs: 500, longestWaitMs: 30_000, silenceMs: 45_000 };

/** Opens the stream after an event; throws ApiError when it is refused. */
export type Connect = (after: string | undefined, signal: AbortSignal) => Promise<Response>;

/**
 * Follows a stream of events for as long as the caller does: after each interruption it connects again, with growing and
 * random waits, and reads on after the last event that it gave. Throws ApiError when the server refuses for good.
 */
export async function* followStream(
  connect: Connect,
  options: FollowOptions = {},
): AsyncGenerator<ServerSentEvent, void> {
  const pace = { ...PACE, ...options.pace };
  let after = options.after === undefined ? undefined : String(options.after);
  let firstWaitMs = pace.firstWaitMs;
  let failures = 0;
  while (!options.signal?.aborted) {
    options.onState?.('connecting');
    const connection = connectionOf(options, pace.silenceMs);
    try {
      const response = await connect(after, connection.signal);
      if (!response.body) throw new ApiError(0, 'no_stream', 'The server sent no stream.');
      options.onState?.('live');
      for await (const event of readEventStream(connection.watch(response.body))) {
        failures = 0;
        after = event.id ?? after;
        firstWaitMs = event.retry ?? firstWaitMs;
        if (event.data !== '') yield event;
      }
    } catch (error) {
      if (options.signal?.aborted) return;
      if (isFinal(error)) throw error;
    } finally {
      connection.close();
    }
    await wait(Math.min(firstWaitMs * 2 ** failures, pace.longestWaitMs), options.signal);
    failures += 1;
  }
}

/** One connection, which ends with the caller's signal, or when nothing comes over it any more. */
function connectionOf({ signal, onBytes }: FollowOptions, silenceMs: number) {
  const closing = new AbortController();
  const close = (): void => closing.abort();
  let timer = setTimeout(close, silenceMs);
  signal?.addEventListener('abort', close, { once: true });
  return {
    signal: closing.signal,
    watch: (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
      body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            clearTimeout(timer);
            timer = setTimeout(close, silenceMs);
            onBytes?.();
            controller.enqueue(chunk);
          },
        }),
        { signal: closing.signal },
      ),
    close(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', close);
      closing.abort();
    },
  };
}

/** A refusal that will not change by itself; too many requests and a server that stops will. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429 &&
  error.status !== 408;

/** Up to half of the time is left to chance, so that clients that were cut off together do not come back together. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms * (0.5 + Math.random() / 2));
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });
}
