import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { telegramKit as kit } from '../support/channel-kits/telegram.ts';
import { platforms } from '../support/platforms.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';

const fake = await platforms({ telegram: kit.routes });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-kill-channel-'));
});
afterAll(async () => {
  killServerProcesses();
  await rm(folder, { recursive: true, force: true });
});

async function call(server: ServerProcess, method: string, path: string, body?: object) {
  const answer = await fetch(`${server.url}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server.first.workspace_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a body holds is what the test looks at.
  return (await answer.json()) as any;
}

it('a server that dies with a message of a platform loses and doubles nothing', async () => {
  const environment = { PARLEY_ALLOW_PRIVATE_URLS: fake.origin, PARLEY_RATE_LIMITS: 'off' };
  let server = await startServerProcess(folder, environment);
  const [{ id: chatbot_id }] = (await call(server, 'GET', '/chatbots')).data;
  const settings = { bot_token: kit.secrets(1).bot_token, api_url: `${fake.origin}/telegram` };
  const { id } = await call(server, 'POST', '/channels', { chatbot_id, platform: 'telegram', name: 'Shop', settings });
  await call(server, 'POST', `/channels/${id}/connect`);
  const [told] = fake.asked(/setWebhook/);
  const { secret_token } = (told?.json ?? {}) as { secret_token: string };
  const says = (n: number, text: string) =>
    fetch(`${server.url}/channels/telegram/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret_token },
      body: kit.says({ n, text }, 1).body,
    });
  expect((await says(1, 'Hello')).status).toBe(200);
  // In the quiet second, before anything is answered.
  await server.kill();
  server = await startServerProcess(folder, environment);
  expect((await says(1, 'Hello')).status).toBe(200);
  await expect.poll(() => fake.asked(kit.sends).length, { timeout: 20_000 }).toBe(1);
  const [{ id: conversation }] = (await call(server, 'GET', '/conversations')).data;
  const roles = async () =>
    (await call(server, 'GET', `/conversations/${conversation}/messages`)).data.map(
      ({ role, parts }: { role: string; parts: { text: string }[] }) => `${role}: ${parts[0]?.text}`,
    );
  expect((await roles()).filter((said: string) => said === 'user: Hello')).toHaveLength(1);

  // It dies in the middle of the call that sends: nobody knows whether that arrived, and it is not made again.
  fake.script(kit.sends, 'hang');
  const before = fake.asked(kit.sends).length;
  expect((await says(2, 'Thanks')).status).toBe(200);
  await expect.poll(() => fake.asked(kit.sends).length, { timeout: 20_000 }).toBe(before + 1);
  await server.kill();
  server = await startServerProcess(folder, environment);
  expect((await says(3, 'And now?')).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const sent = fake.asked(kit.sends).map(kit.textOf);
  expect(sent.length).toBeLessThanOrEqual(before + 2);
  expect((await roles()).filter((said: string) => said.startsWith('user:'))).toHaveLength(3);
});
