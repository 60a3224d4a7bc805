import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivery } from '../../../src/domain/channels/channel.ts';
import type { PlatformRequest, PlatformRoutes } from '../platforms.ts';

/** The fake's key: its secret half signs what the fake delivers. */
const SECRET = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${'01'.repeat(32)}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
export const DISCORD_PUBLIC_KEY = '8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c';

const APPLICATION = '1100000000000000001';
let lastId = 1_300_000_000_000_000_000n;
let endpoint: string | null = null;

/** Discord's API as it answers when all is well. `/gateway/bot` is for the tests to script. */
export const discordRoutes: PlatformRoutes = ({ method, url, json }) => {
  const [path = ''] = url.split('?');
  const application = {
    id: APPLICATION,
    name: 'Shop',
    verify_key: DISCORD_PUBLIC_KEY,
    flags: 1 << 19,
    bot: { id: APPLICATION, username: 'shop' },
  };
  if (path === '/applications/@me') {
    if (method === 'PATCH')
      endpoint = (json as PlatformRequest['json'] & { interactions_endpoint_url: string }).interactions_endpoint_url;
    return { json: { ...application, interactions_endpoint_url: endpoint } };
  }
  if (/^\/applications\/\d+\/commands$/.test(path)) return { status: 201, json: { id: '1', name: 'ask' } };
  if (/^\/channels\/\d+\/typing$|^\/interactions\/\d+\/[^/]+\/callback$/.test(path)) return { status: 204 };
  if (/^\/(channels\/\d+\/messages|webhooks\/\d+\/[^/]+)$/.test(path)) {
    lastId += 1n;
    return { json: { id: String(lastId), channel_id: path.split('/')[2] } };
  }
  if (/^\/channels\/\d+\/messages\/\d+\/threads$/.test(path)) return { status: 201, json: { id: path.split('/')[4] } };
  if (path.startsWith('/attachments/')) return { body: 'bytes of an attachment' };
  return { status: 404, json: { message: '404: Not Found', code: 0 } };
};

/** An interaction as Discord delivers it, signed at the moment given. */
export function discordDelivery(interaction: unknown, at: Date): Delivery {
  const body = Buffer.from(typeof interaction === 'string' ? interaction : JSON.stringify(interaction));
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = sign(null, Buffer.concat([Buffer.from(timestamp), body]), SECRET).toString('hex');
  return {
    method: 'POST',
    headers: new Map([
      ['x-signature-ed25519', signature],
      ['x-signature-timestamp', timestamp],
    ]),
    query: new Map(),
    body,
  };
}

/** A gateway that says hello and waits to be told what to dispatch. */
export type DiscordGateway = {
  /** `ws://127.0.0.1:…` */
  readonly url: string;
  /** What the bot sent, in order. */
  readonly received: { op: number; d: unknown }[];
  send(packet: unknown): void;
  close(code: number, reason?: string): void;
  stop(): Promise<void>;
};

/** Starts it on loopback. `onReceived` answers what the bot sends; heartbeats are asked for every `heartbeatMs`. */
export async function startDiscordGateway(
  onReceived: (packet: { op: number; d: unknown }, gateway: DiscordGateway) => void,
  heartbeatMs = 45_000,
): Promise<DiscordGateway> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const sockets = new Set<WebSocket>();
  const gateway: DiscordGateway = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    send: (packet) => {
      for (const socket of sockets) socket.send(JSON.stringify(packet));
    },
    close: (code, reason) => {
      for (const socket of sockets) socket.close(code, reason);
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const packet = JSON.parse(String(data)) as { op: number; d: unknown };
      gateway.received.push(packet);
      onReceived(packet, gateway);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: heartbeatMs } }));
  });
  return gateway;
}
