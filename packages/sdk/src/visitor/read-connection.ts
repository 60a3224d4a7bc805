import { readEventStream, type ServerSentEvent } from '../event-stream.ts';
import { endingWith } from './bell.ts';
import type { VisitorTimers } from './ports.ts';
import type { VisitorPace } from './visitor-client.ts';

type ConnectionInput = {
  readonly timers: VisitorTimers;
  readonly pace: Pick<VisitorPace, 'firstByteMs' | 'silenceMs'>;
  /** Leaves the connection. */
  readonly signal: AbortSignal;
  readonly open: (signal: AbortSignal) => Promise<Response>;
  /** Something came, be it only a heartbeat. */
  readonly onBytes: () => void;
  readonly onEvent: (event: ServerSentEvent) => void;
};

/** How a connection ended: `mute` is one over which nothing at all has come, as where a proxy holds everything back. */
export type ConnectionEnd = 'over' | 'mute';

/**
 * Reads one connection to its end, which is there too when nothing comes over it any more. Rejects as `open` does, and with
 * whatever breaks the connection.
 */
export async function readConnection(input: ConnectionInput): Promise<ConnectionEnd> {
  const { timers, pace } = input;
  const ending = endingWith(input.signal);
  let isMute = false;
  let stop = timers.after(pace.firstByteMs, () => {
    isMute = true;
    ending.abort();
  });
  const onBytes = (): void => {
    stop();
    stop = timers.after(pace.silenceMs, () => ending.abort());
    input.onBytes();
  };
  try {
    const { body } = await input.open(ending.signal);
    if (body) for await (const event of readEventStream(watched(body, ending.signal, onBytes))) input.onEvent(event);
  } catch (error) {
    // A silence that was ended here is no failure.
    if (!ending.signal.aborted) throw error;
  } finally {
    stop();
    ending.abort();
  }
  return isMute ? 'mute' : 'over';
}

function watched(body: ReadableStream<Uint8Array>, signal: AbortSignal, onBytes: () => void) {
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onBytes();
      controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(watch, { signal });
}
