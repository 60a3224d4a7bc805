import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createOpenStreams, type EventStream, type StreamPace, type StreamStart } from './open-streams.ts';

const PACE = { heartbeatMs: 60_000, recheckMs: 60_000, bufferBytes: 128 * 1024 };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Streams on a server that listens; `connect` opens one and gives both of its ends. */
async function listening(pace: Partial<StreamPace> = {}) {
  const streams = createOpenStreams({ ...PACE, ...pace });
  const opened: ((stream: EventStream) => void)[] = [];
  let start: Partial<StreamStart> = {};
  const server = createServer((_, response) => {
    const own = { headers: {}, credential: 'one', isAllowed: async () => true, ...start };
    opened.shift()?.(streams.open(response, own));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const connect = async (
    given: Partial<StreamStart> = {},
  ): Promise<{ stream: EventStream; reader: IncomingMessage }> => {
    start = given;
    const stream = new Promise<EventStream>((resolve) => opened.push(resolve));
    const call = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).end();
    const [reader] = (await once(call, 'response')) as [IncomingMessage];
    return { stream: await stream, reader };
  };
  return { streams, connect };
}

async function textOf(reader: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of reader.setEncoding('utf8')) text += chunk;
  return text;
}

it('a reader that does not keep up is disconnected, told to come again; the others go on', async () => {
  const { streams, connect } = await listening();
  const slow = await connect();
  const brisk = await connect();
  const seen = textOf(brisk.reader);
  const frames = Buffer.from(`data: ${'x'.repeat(32 * 1024)}\n\n`);
  let written = 0;
  while (!slow.stream.closed.aborted) {
    slow.stream.write(frames);
    brisk.stream.write(frames);
    written += 1;
    await brisk.stream.drained();
    expect(written).toBeLessThan(10_000);
  }
  expect(streams.count()).toBe(1);
  // What was written before is there, and the last word.
  expect(await textOf(slow.reader)).toMatch(/retry: \d{4}\n\n$/);
  brisk.stream.end();
  expect((await seen).match(/data: /g)).toHaveLength(written);
});

it('one that waits for its reader goes on when it has read', async () => {
  const { connect } = await listening({ bufferBytes: 100 * 1024 * 1024 });
  const { stream, reader } = await connect();
  while (stream.isDrained()) stream.write('x'.repeat(64 * 1024));
  const drained = stream.drained();
  reader.resume();
  await drained;
  expect(stream.isDrained()).toBe(true);
});

it('every stream has its heartbeats, with the place where it is', async () => {
  const { connect } = await listening({ heartbeatMs: 10 });
  let place = 0;
  const { stream, reader } = await connect({ beat: () => `id: ${++place}\n` });
  await expect.poll(() => place).toBeGreaterThan(2);
  stream.end();
  expect(await textOf(reader)).toContain(': heartbeat\nid: 2\n\n: heartbeat\nid: 3\n\n');
});

it('a credential is asked for again once for all its streams, and ends them', async () => {
  const { streams, connect } = await listening({ recheckMs: 10 });
  let asked = 0;
  let holds = true;
  const isAllowed = async (): Promise<boolean> => {
    asked += 1;
    return holds;
  };
  for (let index = 0; index < 5; index += 1) await connect({ credential: 'revoked', isAllowed });
  const other = await connect({ credential: 'another' });
  asked = 0;
  holds = false;
  await expect.poll(() => streams.count()).toBe(1);
  expect(asked).toBe(1);
  expect(other.stream.closed.aborted).toBe(false);
});

it('all are ended when the server is about to stop, not all to come back at once', async () => {
  const { streams, connect } = await listening();
  const readers = await Promise.all([1, 2, 3, 4].map(async () => (await connect()).reader));
  streams.endAll();
  expect(streams.count()).toBe(0);
  const waits = await Promise.all(readers.map(async (reader) => /retry: (\d+)\n\n$/.exec(await textOf(reader))?.[1]));
  expect(waits.map(Number).every((wait) => wait >= 1_000 && wait < 5_000)).toBe(true);
  expect(new Set(waits).size).toBeGreaterThan(1);
});
