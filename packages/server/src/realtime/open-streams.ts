import type { ServerResponse } from 'node:http';

/** How open streams are kept. */
export type StreamPace = {
  /** A comment so often tells both sides and every proxy between them that the stream lives. */
  readonly heartbeatMs: number;
  /** So often whoever holds a stream is asked for their credential again. */
  readonly recheckMs: number;
  /** How much may wait for a slow reader before its stream is ended: it comes again from where it was. */
  readonly bufferBytes: number;
};

/** One open stream of server-sent events. */
export interface EventStream {
  /** Ended, by either side. */
  readonly closed: AbortSignal;
  /** Writes whole frames. A reader that does not keep up is disconnected. */
  write(frames: string | Uint8Array): void;
  /** Whether the reader has taken nearly all that was written. */
  isDrained(): boolean;
  /** Resolves once it has, or is gone. */
  drained(): Promise<void>;
  /** Ends the stream; its reader comes again by itself, from where it was. */
  end(): void;
}

export type StreamStart = {
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  /** Whoever opened it: streams of the same credential are asked together. */
  readonly credential: string;
  /** False once the credential does not open the stream any more. */
  readonly isAllowed: () => Promise<boolean>;
  /** What a heartbeat carries beside its comment, in lines of their own. */
  readonly beat?: () => string;
};

export interface OpenStreams {
  open(response: ServerResponse, start: StreamStart): EventStream;
  /** Ends all streams, because this node is about to stop: their readers find another. */
  endAll(): void;
  count(): number;
}

type Kept = EventStream & { readonly start: StreamStart; nextBeatMs: number };

/** Spreads readers that were ended together over a few seconds, so that they do not come back together. */
const retry = (): string => `retry: ${1_000 + Math.floor(Math.random() * 4_000)}\n\n`;

/** How long a reader that was told that its stream ends may take to read that. */
const LINGER_MS = 5_000;

/** All streams that this node has open: their heartbeats, credentials and end. One timer serves them all. */
export function createOpenStreams(pace: StreamPace): OpenStreams {
  const open = new Set<Kept>();
  let beating: NodeJS.Timeout | undefined;
  let rechecking: NodeJS.Timeout | undefined;
  let isAsking = false;

  function beat(): void {
    const now = performance.now();
    for (const stream of open) {
      if (stream.nextBeatMs > now) continue;
      stream.nextBeatMs = now + pace.heartbeatMs;
      stream.write(`: heartbeat\n${stream.start.beat?.() ?? ''}\n`);
    }
  }
  /** One after the other: many credentials take longer, and never the database by storm. */
  async function recheck(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (const streams of Map.groupBy(open, ({ start }) => start.credential).values()) {
      const [first] = streams;
      if (first && !(await first.start.isAllowed())) for (const stream of streams) stream.end();
    }
    isAsking = false;
  }
  function keep(stream: Kept): void {
    open.add(stream);
    beating ??= setInterval(beat, Math.min(1_000, pace.heartbeatMs));
    rechecking ??= setInterval(recheck, pace.recheckMs);
    stream.closed.addEventListener('abort', () => {
      open.delete(stream);
      if (open.size > 0) return;
      clearInterval(beating);
      clearInterval(rechecking);
      beating = undefined;
      rechecking = undefined;
    });
  }
  return {
    open(response, start) {
      const stream = streamOn(response, pace.bufferBytes);
      response.writeHead(200, {
        ...start.headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // nginx would otherwise hold the stream back until it has a buffer full.
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      stream.write(retry());
      keep({ ...stream, start, nextBeatMs: performance.now() + pace.heartbeatMs * (0.5 + Math.random() / 2) });
      return stream;
    },
    endAll() {
      for (const stream of [...open]) stream.end();
    },
    count: () => open.size,
  };
}

function streamOn(response: ServerResponse, bufferBytes: number): EventStream {
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  const drain = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  response.on('drain', drain);
  response.once('close', () => {
    closing.abort();
    drain();
  });
  // Writing to a reader that has just gone is no fault of ours.
  response.on('error', () => {});
  const isDrained = (): boolean => !response.writableNeedDrain;
  function end(): void {
    if (closing.signal.aborted) return;
    closing.abort();
    drain();
    response.end(retry());
    const timer = setTimeout(() => response.destroy(), LINGER_MS);
    response.once('close', () => clearTimeout(timer));
  }
  return {
    closed: closing.signal,
    isDrained,
    end,
    write(frames) {
      if (closing.signal.aborted) return;
      // One that is level is given a large batch at once: only what comes on top of what still waits is too much.
      if (response.writableLength > bufferBytes) end();
      else response.write(frames);
    },
    drained: () =>
      closing.signal.aborted || isDrained()
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.add(resolve);
          }),
  };
}
