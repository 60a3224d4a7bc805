import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { OutsideSocket, SocketEvent } from '../lib/outside-socket.ts';
import { createGuardedSockets } from './guarded-socket.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

async function startEcho() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  endings.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  server.on('connection', (socket) => {
    socket.send('hello');
    socket.on('message', (data) => socket.send(`you said ${String(data)}`));
  });
  const { port } = server.address() as AddressInfo;
  return { server, url: `ws://127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, port };
}

async function eventsOf(
  socket: OutsideSocket,
  onText: (text: string) => void = () => undefined,
): Promise<SocketEvent[]> {
  const events: SocketEvent[] = [];
  for await (const event of socket.events) {
    events.push(event);
    if (event.type === 'text') onText(event.text);
  }
  return events;
}

describe('a guarded socket', () => {
  it('takes and gives texts, and tells how it was closed', async () => {
    const { url, origin } = await startEcho();
    const socket = await createGuardedSockets({ allowPrivateUrls: [origin] })(url);
    const events = await eventsOf(socket, (text) => (text === 'hello' ? socket.send('żółć 🙂') : socket.close(4000)));
    expect(events).toEqual([
      { type: 'text', text: 'hello' },
      { type: 'text', text: 'you said żółć 🙂' },
      expect.objectContaining({ type: 'closed', code: 4000 }),
    ]);
  });

  it('does not connect to what is not public, whatever it is called', async () => {
    const { server, url, port } = await startEcho();
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const asked: string[] = [];
    const open = createGuardedSockets({
      resolve: (host, _options, done) => {
        asked.push(host);
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    });
    for (const address of [
      url,
      `wss://127.0.0.1:${port}`,
      `wss://rebind.example.com:${port}`,
      'ftp://x',
      'x',
      'wss://localhost',
    ]) {
      expect(await eventsOf(await open(address))).toEqual([expect.objectContaining({ type: 'closed', code: 1006 })]);
    }
    expect(connections).toBe(0);
    expect(asked).toEqual(['rebind.example.com']);
  });

  it('is closed in time where the other side never says anything', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    endings.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const open = createGuardedSockets({ allowPrivateUrls: [`http://127.0.0.1:${port}`] });
    const socket = await open(`ws://127.0.0.1:${port}`);
    const begun = performance.now();
    socket.close(4000);
    expect(await eventsOf(socket)).toMatchObject([{ type: 'closed' }]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
