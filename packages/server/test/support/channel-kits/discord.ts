import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { discordRoutes } from '../platforms/discord.ts';
import type { ChannelKit, Signed, Words } from './channel-kit.ts';

const APPLICATION = '1100000000000000001';
const botToken = (n: number) => `MTEwMDAwMDAwMDAwMDAwMDAw${n}.Gabcde.discord-bot-token-of-test-${n}`;

/** Each application has a key of its own: Discord signs with the secret half. */
const keyOf = (n: number) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${String(n).padStart(2, '0').repeat(32)}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
const publicKey = (n: number) =>
  createPublicKey(keyOf(n)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

function signs(body: string, channel: number, at = new Date()): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = sign(null, Buffer.from(timestamp + body), keyOf(channel)).toString('hex');
  return { headers: { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp }, body };
}
const user = (person: string) => ({ id: person, username: 'ada', global_name: 'Ada King' });
const command = ({ n, text, person = '5001' }: Words) =>
  JSON.stringify({
    id: `${1_200_000_000_000_000_000n + BigInt(n)}`,
    application_id: APPLICATION,
    type: 2,
    token: `an-interaction-token-${n}`,
    channel_id: `77${person}`,
    user: user(person),
    locale: 'en-US',
    data: { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: text }] },
  });

const PING = JSON.stringify({ id: '1', application_id: APPLICATION, type: 1, token: 'ping', version: 1 });

/** Discord as it documents interactions. Messages of the gateway have tests of their own. */
export const discordKit: ChannelKit = {
  platform: 'discord',
  routes: discordRoutes,
  settings: (origin, n) => ({
    api_url: origin,
    public_key: publicKey(n),
    application_id: APPLICATION,
    reply_in: 'channel',
  }),
  secrets: (n) => ({ bot_token: botToken(n) }),
  says: (words, channel) => signs(command(words), channel),
  signs,
  forged: ({ headers, body }) => [
    { headers: { ...headers, 'x-signature-ed25519': '00'.repeat(64) }, body },
    signs(body, 9),
    { headers: {}, body },
    signs(body, 1, new Date(Date.now() - 10 * 60 * 1000)),
  ],
  challenges: [
    { delivery: (n) => signs(PING, n), status: 200, body: /"type":1/ },
    { delivery: () => signs(PING, 9), status: 401 },
  ],
  passedOver: [
    JSON.stringify({ type: 4, id: '1', data: {} }),
    JSON.stringify({ type: 3, id: '1', data: { custom_id: 'x' } }),
  ],
  facts: (person) => ({ discord_user_id: person, discord_channel_id: `77${person}` }),
  visitor: { name: 'Ada King' },
  sends: ({ method, url }) => method === 'POST' && /\/discord\/(webhooks\/\d+\/|channels\/\d+\/messages)/.test(url),
  textOf: ({ json }) => (json as { content?: string } | null)?.content ?? '',
  size: { of: ({ json }) => [...((json as { content?: string } | null)?.content ?? '')].length, max: 2_000 },
  typing: /^\/discord\/channels\/\d+\/typing$/,
  answers: {
    rateLimited: (after) => ({
      status: 429,
      headers: { 'retry-after': String(after) },
      json: { message: 'You are being rate limited.', retry_after: after, global: false },
    }),
    unauthorised: { status: 401, json: { message: '401: Unauthorized', code: 0 } },
    blocked: { status: 403, json: { message: 'Cannot send messages to this user', code: 50007 } },
  },
  environment: ['DISCORD_BOT_TOKEN', 'DISCORD_PUBLIC_KEY', 'DISCORD_APPLICATION_ID', 'DISCORD_TOKEN'],
  secretWords: (n) => [botToken(n)],
};
