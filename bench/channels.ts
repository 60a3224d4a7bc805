import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, startServerProcess } from '../packages/server/test/support/server-process.ts';
import type { BenchRow } from './retrieval.ts';

const TOKEN = '101:AAtelegram-token-for-the-benchmark-0123456789';
const AT_ONCE = 8;

/**
 * A bot on Telegram, with a fake of it on this machine: how soon a delivery is answered when it is new and when it is a repeat,
 * beside an answer of the same server that asks the database nothing, and how many replies a second arrive at the platform.
 * Options: `--messages 400`, `--quick`.
 */
export async function benchChannels(args: string[]): Promise<BenchRow[]> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, messages: { type: 'string' } },
    strict: false,
  });
  const count = Number(values.messages ?? (values.quick ? 60 : 400));
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-channels-'));
  const platform = await startPlatform();
  let server: ServerProcess | undefined;
  try {
    server = await startServerProcess(folder, {
      PARLEY_ALLOW_PRIVATE_URLS: platform.origin,
      PARLEY_RATE_LIMITS: 'off',
    });
    return await measure(server, platform, count);
  } finally {
    await server?.kill();
    platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(server: ServerProcess, platform: Platform, count: number): Promise<BenchRow[]> {
  const deliver = await setUp(server, platform);
  const floor = await timed(count, () => fetch(`${server.url}/healthz`));
  const begun = performance.now();
  const fresh = await timed(count, deliver);
  const repeated = await timed(count, deliver);
  await platform.sent(count);
  const seconds = (performance.now() - begun) / 1_000;
  const note = (times: Times) => `p50 ${times.p50}; ${times.ratio(floor)} × an answer without the database`;
  return [
    { name: `a new message is acknowledged (${count})`, value: fresh.p99, unit: 'ms p99', note: note(fresh) },
    { name: 'a repeat is acknowledged', value: repeated.p99, unit: 'ms p99', note: note(repeated) },
    {
      name: 'replies at the platform',
      value: Math.round(count / seconds),
      unit: 'a second',
      note: 'turns of the built-in model included',
    },
  ];
}

type Times = { readonly p50: number; readonly p99: number; ratio(other: Times): number };

/** The times of `count` calls, some at once. */
async function timed(count: number, call: (n: number) => Promise<Response>): Promise<Times> {
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const begun = performance.now();
      const answer = await call(n);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`The server answered with ${answer.status}.`);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.ceil(share * times.length) - 1] ?? 0) * 10) / 10;
  const p50 = at(0.5);
  return { p50, p99: at(0.99), ratio: (other) => Math.round((p50 / other.p50) * 10) / 10 };
}

/** Gives what delivers the n-th message, each of somebody else. */
async function setUp({ url, first }: ServerProcess, platform: Platform): Promise<(n: number) => Promise<Response>> {
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${first.workspace_key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await answer.json()) as { readonly id: string; readonly data: readonly { readonly id: string }[] };
  };
  const chatbot_id = (await call('GET', '/chatbots')).data[0]?.id;
  const settings = { bot_token: TOKEN, api_url: platform.origin };
  const { id } = await call('POST', '/channels', { chatbot_id, platform: 'telegram', name: 'Bench', settings });
  await call('POST', `/channels/${id}/connect`);
  return (n) => {
    const from = { id: 50_000 + n, is_bot: false, first_name: `Visitor ${n}` };
    const chat = { id: from.id, type: 'private' };
    const message = { message_id: 1, from, chat, date: 1_790_000_000, text: 'How do I descale the machine?' };
    return fetch(`${url}/channels/telegram/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': platform.secret() },
      body: JSON.stringify({ update_id: 1_000 + n, message }),
    });
  };
}

type Platform = {
  readonly origin: string;
  /** What the server has told the platform to show with each delivery. */
  secret(): string;
  /** Resolves when so many messages have arrived. */
  sent(count: number): Promise<void>;
  close(): void;
};

/** As much of the Bot API as a reply takes. */
async function startPlatform(): Promise<Platform> {
  let secret = '';
  let arrived = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { readonly secret_token?: string };
      if (method === 'setWebhook') secret = body.secret_token ?? '';
      if (method === 'sendMessage') arrived += 1;
      const bot = {
        id: 101,
        is_bot: true,
        first_name: 'Bench',
        username: 'bench_bot',
        url: '',
        date: 1,
        message_id: arrived,
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, result: { ...bot, chat: { id: 1, type: 'private' } } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: () => secret,
    async sent(count) {
      while (arrived < count) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    close: () => server.close(),
  };
}
