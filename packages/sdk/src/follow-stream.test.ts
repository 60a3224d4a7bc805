import { expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { type Connect, followStream, type StreamState } from './follow-stream.ts';

const PACE = { firstWaitMs: 1, longestWaitMs: 4 };
const encoder = new TextEncoder();

/** A stream that says `text` and ends, or stays open. */
function saying(text: string, stays = false): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(text));
      if (!stays) controller.close();
    },
  });
  return new Response(body);
}

/** One answer after the other; the last one again and again. */
function answers(...list: (Response | Error)[]): { connect: Connect; after: (string | undefined)[] } {
  const after: (string | undefined)[] = [];
  return {
    after,
    async connect(from) {
      after.push(from);
      const answer = list.length > 1 ? list.shift() : list[0];
      if (!(answer instanceof Response)) throw answer;
      return answer;
    },
  };
}

async function take(stream: AsyncIterable<{ readonly data: string }>, count: number): Promise<string[]> {
  const data: string[] = [];
  for await (const event of stream) if (data.push(event.data) === count) break;
  return data;
}

it('reads on after the last event when the stream breaks off or cannot be opened, and says how it stands', async () => {
  const states: StreamState[] = [];
  const { connect, after } = answers(
    saying('id: 1\ndata: a\n\nid: 2\ndata: b\n\ndata: half'),
    new TypeError('fetch failed'),
    new ApiError(503, 'unavailable', 'stopping'),
    new ApiError(429, 'rate_limited', 'slowly'),
    saying(': heartbeat\nid: 5\n\n'),
    saying('id: 6\ndata: c\n\n', true),
  );
  const following = followStream(connect, { after: 0, pace: PACE, onState: (state) => states.push(state) });
  expect(await take(following, 3)).toEqual(['a', 'b', 'c']);
  expect(after).toEqual(['0', '2', '2', '2', '2', '5']);
  expect(states).toEqual(['connecting', 'live', ...Array(4).fill('connecting'), 'live', 'connecting', 'live']);
});

it.each([400, 401, 403, 404])('throws what will not change by itself: %i', async (status) => {
  const { connect, after } = answers(new ApiError(status, null, 'No.'));
  await expect(take(followStream(connect, { pace: PACE }), 1)).rejects.toMatchObject({ status });
  expect(after).toHaveLength(1);
});

it('ends with its signal, while it reads and while it waits', async () => {
  for (const answer of [saying('id: 1\ndata: a\n\n', true), new TypeError('fetch failed')]) {
    const ending = new AbortController();
    const { connect } = answers(answer);
    const connected = vi.fn(connect);
    const following = take(followStream(connected, { signal: ending.signal, pace: { firstWaitMs: 60_000 } }), 9);
    await vi.waitFor(() => expect(connected).toHaveBeenCalled());
    ending.abort();
    await following;
  }
});

it('takes a connection over which nothing comes for lost', async () => {
  const { connect, after } = answers(saying('id: 1\ndata: a\n\n', true), saying('id: 2\ndata: b\n\n', true));
  const signals: AbortSignal[] = [];
  const heeding: Connect = async (from, signal) => {
    signals.push(signal);
    const response = await connect(from, signal);
    // As fetch does: the body fails when the signal says so.
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    response.body?.pipeTo(writable, { signal }).catch(() => {});
    return new Response(readable);
  };
  expect(await take(followStream(heeding, { pace: { ...PACE, silenceMs: 30 } }), 2)).toEqual(['a', 'b']);
  expect(after).toEqual([undefined, '1']);
  expect(signals[0]?.aborted).toBe(true);
});

it('waits longer with each failure, never all of it by the clock, and as long as the server asks', async () => {
  const waits: number[] = [];
  const timing = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, ms: number) => {
    if (ms < 45_000) waits.push(ms);
    if (ms < 45_000) queueMicrotask(done);
    return 0;
  }) as unknown as typeof setTimeout);
  const chance = vi.spyOn(Math, 'random').mockReturnValue(1);
  const failures = Array.from({ length: 8 }, () => new TypeError('fetch failed'));
  const { connect } = answers(saying('retry: 2000\n\n'), ...failures, saying('id: 1\ndata: a\n\n', true));
  await take(followStream(connect, {}), 1);
  timing.mockRestore();
  chance.mockRestore();
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
});
