import { describe, expect, it } from 'vitest';
import { createAgentClient } from './agent-client.ts';

const encoder = new TextEncoder();
const message = { scenario_id: 's', text: 'Hi' };
const done = { conv_id: 'c', reply: 'Grüße 😀', ord_number: 3, src: 0, sources: [] };
const whole =
  ': hello\r\n\r\nevent: ack\r\ndata: {"conv_id":"c","ord_number":2}\r\n\r\n' +
  'event: news\ndata: {}\n\nid: 7\nevent: delta\ndata: {"text":\ndata: "Grüße"}\n\n' +
  `event: done\ndata: ${JSON.stringify(done)}\n\n`;

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A client whose server streams these bytes in pieces of `size`; `cancelled` tells whether it was left early. */
function streaming(text: string, size: number) {
  const seen = { cancelled: false, url: '', headers: {} as unknown };
  const bytes = encoder.encode(text);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    Object.assign(seen, { url: String(url), headers: init.headers });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  return { seen, client: createAgentClient({ baseUrl: 'https://h', token: 't', fetch }) };
}

describe('a chat stream', () => {
  it.each([1, 2, 3, 7, 10_000])('reads the same events in pieces of %i bytes', async (size) => {
    const { client, seen } = streaming(whole, size);
    const events = await collect(client.chatStream(message, { format: 'markdown', idempotencyKey: 'k' }));
    expect(events).toEqual([
      { event: 'ack', data: { conv_id: 'c', ord_number: 2 } },
      { event: 'delta', data: { text: 'Grüße' } },
      { event: 'done', data: done },
    ]);
    expect(seen.url).toBe('https://h/chat?format=markdown&stream=true');
    expect(seen.headers).toMatchObject({ accept: 'text/event-stream', 'idempotency-key': 'k' });
  });

  it('throws when it breaks off before the reply is complete', async () => {
    const { client } = streaming(whole.slice(0, -20), 50);
    await expect(collect(client.chatStream(message))).rejects.toMatchObject({
      status: 0,
      code: 'stream_broken_off',
    });
  });

  it('ends the request when the reader leaves', async () => {
    const { client, seen } = streaming(whole + ' '.repeat(100_000), 10);
    for await (const { event } of client.chatStream(message)) if (event === 'ack') break;
    expect(seen.cancelled).toBe(true);
  });

  it('throws a refusal that comes instead of a stream', async () => {
    const fetch = async () => new Response('Not authenticated.', { status: 400 });
    const client = createAgentClient({ baseUrl: 'https://h', token: 't', fetch });
    await expect(client.chatStream(message).next()).rejects.toMatchObject({
      status: 400,
      message: 'Not authenticated.',
    });
  });
});
