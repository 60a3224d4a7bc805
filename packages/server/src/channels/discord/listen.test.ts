import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  DISCORD_PUBLIC_KEY,
  type DiscordGateway,
  discordRoutes,
  startDiscordGateway,
} from '../../../test/support/platforms/discord.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, Delivery } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { outsideFetch } from '../../lib/outside-fetch.ts';
import { createGuardedClient } from '../../runtime/guarded-client.ts';
import { createGuardedSockets } from '../../runtime/guarded-socket.ts';
import { createDiscord } from './discord.ts';

const fake = await platforms({ discord: discordRoutes });
const client = createGuardedClient({ allowPrivateUrls: [fake.origin] });
afterAll(() => client.close());
const BOT = '1100000000000000001';
const TOKEN = `${Buffer.from(BOT).toString('base64url')}.very.secret`;
const CONFIG: ChannelConfig = {
  id: 'c1',
  settings: { api_url: `${fake.origin}/discord`, application_id: BOT, public_key: DISCORD_PUBLIC_KEY },
  secrets: { bot_token: TOKEN },
  webhookUrl: 'https://parley.example/channels/c1',
};

const running: DiscordGateway[] = [];
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

type Packet = { op: number; d: unknown };
async function gatewayThat(
  does: (packet: Packet, gateway: DiscordGateway) => void,
  heartbeatMs?: number,
): Promise<DiscordGateway> {
  const gateway = await startDiscordGateway(does, heartbeatMs);
  running.push(gateway);
  fake.script(/gateway.bot/, { json: { url: gateway.url, shards: 1 } });
  return gateway;
}

const message = (id: string, more: object = {}) => ({
  id,
  channel_id: '77',
  author: { id: '5', username: 'anna' },
  content: `message ${id}`,
  timestamp: '2026-11-30T12:00:00Z',
  type: 0,
  ...more,
});
const dispatch = (s: number, t: string, d: object) => ({ op: 0, s, t, d });
const ready = (gateway: DiscordGateway) =>
  dispatch(1, 'READY', { session_id: 'session-1', resume_gateway_url: gateway.url, user: { id: BOT } });

/** Listens until it ends, and tells what was heard and remembered. */
async function listening(
  gateway: DiscordGateway,
  options: { resume?: JsonObject | null; hear?: (delivery: Delivery) => Promise<void>; settings?: JsonObject } = {},
) {
  const { resume = null, settings = {} } = options;
  const heard: JsonObject[] = [];
  const remembered: JsonObject[] = [];
  const leaving = new AbortController();
  const openSocket = createGuardedSockets({ allowPrivateUrls: [gateway.url.replace('ws:', 'http:')] });
  const discord = createDiscord({ fetch: outsideFetch(client, { timeoutMs: 2_000, maxBytes: 10_000 }), openSocket });
  const config = { ...CONFIG, settings: { ...CONFIG.settings, ...settings } };
  const done = discord.listen?.(config, {
    resume,
    signal: leaving.signal,
    remember: async (state) => void remembered.push(state),
    hear: async (delivery) => {
      await options.hear?.(delivery);
      heard.push(JSON.parse(Buffer.from(delivery.body).toString()) as JsonObject);
    },
  });
  const ended = (done ?? Promise.resolve()).then(
    () => 'left',
    (error: Error) => error.message,
  );
  return { heard, remembered, ended, leave: () => leaving.abort(), discord, config };
}

describe('listening', () => {
  it('says who it is, hears what is said in order, and leaves the session to be resumed', async () => {
    const gateway = await gatewayThat(({ op }, self) => {
      if (op !== 2) return;
      self.send(ready(self));
      self.send(
        dispatch(2, 'GUILD_CREATE', {
          id: '9',
          threads: [
            { id: '500', owner_id: BOT },
            { id: '501', owner_id: '5' },
          ],
        }),
      );
      self.send(dispatch(3, 'MESSAGE_CREATE', message('1')));
      self.send(dispatch(4, 'TYPING_START', {}));
      self.send(dispatch(5, 'THREAD_CREATE', { id: '502', owner_id: BOT }));
      self.send(dispatch(6, 'MESSAGE_CREATE', message('2', { channel_id: '500' })));
      self.send(dispatch(7, 'MESSAGE_DELETE', { id: '1', channel_id: '77' }));
    });
    const { heard, remembered, ended, leave } = await listening(gateway);
    await expect.poll(() => heard.length).toBe(3);
    await expect.poll(() => remembered.length).toBe(4);
    leave();
    expect(await ended).toBe('left');
    expect(heard).toEqual([
      { t: 'MESSAGE_CREATE', d: message('1') },
      { t: 'MESSAGE_CREATE', d: message('2', { channel_id: '500' }), own_thread: true },
      { t: 'MESSAGE_DELETE', d: { id: '1', channel_id: '77' } },
    ]);
    expect(gateway.received[0]).toMatchObject({ op: 2, d: { token: TOKEN, intents: 1 | 512 | 4096 | 32_768 } });
    expect(remembered.at(-1)).toEqual({ id: 'session-1', url: gateway.url, seq: 7, threads: ['500', '502'] });
  });

  it('resumes where it was', async () => {
    const gateway = await gatewayThat(({ op }, self) => {
      if (op === 6) self.send(dispatch(8, 'MESSAGE_CREATE', message('3', { channel_id: '502' })));
    });
    const resume = { id: 'session-1', url: gateway.url, seq: 7, threads: ['502'] };
    const { heard, ended, leave } = await listening(gateway, { resume });
    await expect.poll(() => heard).toMatchObject([{ own_thread: true }]);
    leave();
    await ended;
    expect(gateway.received[0]).toEqual({ op: 6, d: { token: TOKEN, session_id: 'session-1', seq: 7 } });
    expect(fake.asked(/gateway.bot/)).toHaveLength(0);
  });

  it('ends where something could not be stored, and does not count it as heard', async () => {
    const gateway = await gatewayThat(({ op }, self) => {
      if (op !== 2) return;
      self.send(ready(self));
      self.send(dispatch(2, 'MESSAGE_CREATE', message('1')));
      self.send(dispatch(3, 'MESSAGE_CREATE', message('2')));
    });
    let count = 0;
    const hear = async () => {
      count += 1;
      if (count === 2) throw new Error('the store is down');
    };
    const { heard, remembered, ended } = await listening(gateway, { hear });
    expect(await ended).toBe('the store is down');
    expect(heard).toHaveLength(1);
    expect(remembered.at(-1)).toMatchObject({ seq: 2 });
  });

  it('answers a command that came this way, once it is stored', async () => {
    const gateway = await gatewayThat(({ op }, self) => {
      if (op === 2)
        self.send(dispatch(2, 'INTERACTION_CREATE', { id: '8', token: 'itoken', type: 2, channel_id: '77' }));
    });
    const { ended, leave, heard } = await listening(gateway, {
      hear: async () => expect(fake.asked(/callback/)).toHaveLength(0),
    });
    await expect
      .poll(() => fake.asked(/callback/).map(({ url, json }) => [url, json]))
      .toEqual([['/discord/interactions/8/itoken/callback', { type: 5 }]]);
    leave();
    await ended;
    expect(heard).toHaveLength(1);
  });

  it('beats, and leaves a connection that no longer answers', async () => {
    const gateway = await gatewayThat(() => undefined, 200);
    const { ended } = await listening(gateway);
    expect(await ended).toMatch(/closed/);
    expect(gateway.received.filter(({ op }) => op === 1)).not.toHaveLength(0);
    const living = await gatewayThat(({ op }, self) => {
      if (op === 1) self.send({ op: 11 });
      if (op === 2) self.send({ op: 1, d: null });
    }, 200);
    const alive = await listening(living);
    await expect.poll(() => living.received.filter(({ op }) => op === 1).length, { timeout: 8_000 }).toBeGreaterThan(4);
    alive.leave();
    expect(await alive.ended).toBe('left');
  });

  it.each([
    [4004, /does not know this token/, true],
    [4014, /PrivilegedIntentsRequired/, true],
    [4009, /code 4009/, true],
    [4000, /code 4000/, false],
  ])('says why it was closed: %i', async (code, said, isForgotten) => {
    const gateway = await gatewayThat(({ op }, self) => op === 2 && self.close(code));
    const { ended, remembered } = await listening(gateway);
    expect(await ended).toMatch(said);
    expect(remembered).toEqual(isForgotten ? [{}] : []);
  });

  it('connects again when it is told to, with a new session where the old one is lost', async () => {
    const gateway = await gatewayThat(({ op }, self) => op === 2 && self.send({ op: 7, d: null }));
    expect(await (await listening(gateway)).ended).toMatch(/connect again/);
    const forgetful = await gatewayThat(({ op }, self) => op === 6 && self.send({ op: 9, d: false }));
    const lost = await listening(forgetful, { resume: { id: 's', url: forgetful.url, seq: 1 } });
    expect(await lost.ended).toMatch(/forgotten/);
    expect(lost.remembered).toEqual([{}]);
  });

  it('goes nowhere that is not public, and says what is wrong', async () => {
    const gateway = await startDiscordGateway(() => undefined);
    running.push(gateway);
    const resume = (url: string) => ({ resume: { id: 's', url, seq: 1 } });
    expect(await (await listening(gateway, resume('ws://127.0.0.1:9'))).ended).toMatch(/https/);
    expect(await (await listening(gateway, resume('wss://10.0.0.1'))).ended).toMatch(/bare address/);
    fake.script(/gateway.bot/, { status: 401, json: { message: '401', code: 0 } });
    const other = await listening(gateway, { settings: { api_url: `${fake.origin}/discord/x` } });
    expect(await other.ended).not.toContain('secret');
  });

  it('is not needed where only commands are heard', async () => {
    const { discord, config, leave } = await listening(await gatewayThat(() => undefined));
    expect(discord.listens?.(config)).toBe(true);
    expect(discord.listens?.({ ...config, settings: { ...config.settings, messages: false } })).toBe(false);
    expect(createDiscord({ fetch: () => Promise.reject(new Error('no')) }).listen).toBeUndefined();
    leave();
  });
});
