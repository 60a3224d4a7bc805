import type { AddressInfo } from 'node:net';
import { followAgentConversation, followWorkspace, type StreamState } from '@parley/sdk';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import type { Parley } from '../../src/compose.ts';
import { openTestStream } from '../support/event-stream.ts';
import { testServers } from '../support/servers.ts';

const QUICK = { firstWaitMs: 5, longestWaitMs: 50 };

const redisUrl = process.env.TEST_REDIS_URL;
if (!redisUrl) console.log('skipped: streams with Redis between the nodes (needs Redis; set TEST_REDIS_URL)');
const ways = redisUrl ? [false, true] : [false];

describe.each(ways)('streams over all nodes, with Redis between them: %s', (hasRedis) => {
  const redis = hasRedis && redisUrl ? new Redis(redisUrl) : undefined;
  const servers = testServers(redis ? { redis } : {});
  afterAll(() => redis?.disconnect());

  async function originOf({ app }: Parley): Promise<string> {
    if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  }
  const any = (): Parley => {
    const { all } = servers.current;
    const chosen = all[Math.floor(Math.random() * all.length)];
    if (!chosen) throw new Error('there is no server');
    return chosen;
  };
  const cutAll = (): void => {
    for (const { deps } of servers.current.all) deps.live.streams.endAll();
  };
  const last = (): Parley => servers.current.all.at(-1) ?? servers.current.parley;
  const say = async ({ app }: Parley, text: string, conv_id?: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/chat',
        headers: { authorization: `Bearer ${servers.current.first.write_token}` },
        payload: { scenario_id: servers.current.first.scenario_id, text, ...(conv_id ? { conv_id } : {}) },
      })
    ).json<{ conv_id: string }>();

  /** Each connection goes to another node than the one before. */
  const roaming = () => {
    let next = 0;
    const fetchAnywhere: typeof fetch = async (input, init) => {
      const { all } = servers.current;
      const node = all[next % all.length] ?? servers.current.parley;
      next += 1;
      return fetch(new URL(String(input).replace('http://any.test', ''), await originOf(node)), init);
    };
    return fetchAnywhere;
  };

  it('tell on one node what is committed on another, soon', async () => {
    const live = await openTestStream(`${await originOf(last())}/v1/events`, {
      authorization: `Bearer ${servers.current.first.workspace_key}`,
    });
    await live.started;
    const { conv_id } = await say(servers.current.parley, 'Hello');
    const told = await live.until(({ data }) => data.type === 'message.sent' && data.data.answers === 2);
    expect(told.data.conversation_id).toBe(conv_id);
    live.close();
  });

  it('are read on by the client when they break off, on another node, with nothing missed or doubled', async () => {
    const ending = new AbortController();
    const token = servers.current.first.workspace_key;
    const client = { baseUrl: 'http://any.test', token, fetch: roaming() };
    const told: string[] = [];
    const states: StreamState[] = [];
    const started = Promise.withResolvers<void>();
    const following = (async () => {
      const onState = (state: StreamState) => {
        states.push(state);
        if (state === 'live') started.resolve();
      };
      for await (const news of followWorkspace(client, {
        after: 'start',
        signal: ending.signal,
        onState,
        pace: QUICK,
      })) {
        if (news.kind !== 'event') continue;
        told.push(`${news.event.conversation_id} ${news.event.seq}`);
        // Not by the clock: a quick machine says all of it between two ticks.
        if (told.length % 7 === 0) cutAll();
      }
    })();
    await started.promise;
    const talks = Array.from({ length: 4 }, async () => {
      let id: string | undefined;
      for (let turn = 0; turn < 5; turn += 1) id = (await say(any(), `Question ${turn}`, id)).conv_id;
      return id;
    });
    const ids = await Promise.all(talks);
    const whole = ids.flatMap((id) => Array.from({ length: 12 }, (_, index) => `${id} ${index + 1}`));
    await expect.poll(() => told.toSorted(), { timeout: 20_000 }).toEqual(whole.toSorted());
    await expect.poll(() => states.filter((state) => state === 'live').length).toBeGreaterThan(1);
    ending.abort();
    await following;
    for (const id of ids) {
      const seqs = told.filter((event) => event.startsWith(`${id} `)).map((event) => Number(event.split(' ')[1]));
      expect(seqs).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    }
  });

  it('of one conversation do likewise', async () => {
    const ending = new AbortController();
    const { write_token: token } = servers.current.first;
    const { conv_id } = await say(any(), 'Hello');
    const ords: number[] = [];
    const following = (async () => {
      const client = { baseUrl: 'http://any.test', token, fetch: roaming() };
      for await (const news of followAgentConversation(client, conv_id, { signal: ending.signal, pace: QUICK })) {
        if (news.kind !== 'item' || news.item.type !== 'message') continue;
        ords.push(news.item.data.ord);
        if (ords.length % 4 === 0) cutAll();
      }
    })();
    for (let turn = 0; turn < 10; turn += 1) await say(any(), `Question ${turn}`, conv_id);
    await expect.poll(() => ords, { timeout: 10_000 }).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    ending.abort();
    await following;
  });

  it('end at once when the server is about to stop, and tell when to come again', async () => {
    const node = last();
    const live = await openTestStream(`${await originOf(node)}/v1/events`, {
      authorization: `Bearer ${servers.current.first.workspace_key}`,
    });
    await live.started;
    node.deps.live.streams.endAll();
    await live.ended;
    expect(node.deps.live.streams.count()).toBe(0);
    expect(live.retry.at(-1)).toBeGreaterThan(0);
  });
});
