import type { ChannelPlatform } from '@parley/protocol';
import type { Channel, ChannelConfig, CheckReport } from '../../src/domain/channels/channel.ts';
import type { JsonObject } from '../../src/lib/json.ts';

type Answer = { readonly ok: boolean; readonly description?: string; readonly result?: JsonObject };
type Fetch = (url: string, init: { readonly method: 'POST' }) => Promise<Response>;

/** A platform for tests of what is around platforms. It calls `api_url` by `fetch`, which answers that all is well unless given. */
export function fakeChannels(fetch: Fetch = allWell): ReadonlyMap<ChannelPlatform, Channel> {
  return new Map([['telegram', fakeChannel(fetch)]]);
}

const allWell: Fetch = async () => Response.json({ ok: true, result: { username: 'shop_bot' } });

const FIELDS: Channel['fields'] = [
  {
    key: 'bot_token',
    kind: 'secret',
    label: 'Bot token',
    hint: 'From @BotFather.',
    isRequired: true,
    pattern: { source: '\\d+:[\\w-]+', message: 'A token looks like 123456:ABC.' },
  },
  { key: 'proxy_password', kind: 'secret', label: 'Password of the proxy', isAdvanced: true },
  { key: 'groups', kind: 'choice', label: 'In groups', choices: ['mentions', 'all', 'off'], default: 'off' },
  { key: 'username', kind: 'text', label: "Bot's username" },
  { key: 'api_url', kind: 'url', label: 'Address of the API', isAdvanced: true, default: 'https://api.telegram.org' },
  { key: 'port', kind: 'number', label: 'Port', isAdvanced: true, max: 65_535 },
  { key: 'secret_token', kind: 'secret', label: 'Secret token', isGenerated: true },
  {
    key: 'verify_token',
    kind: 'text',
    label: 'Verify token',
    hint: 'Enter it there.',
    isGenerated: true,
    isShown: true,
  },
];

function fakeChannel(fetch: Fetch): Channel {
  const call = async ({ settings, secrets }: ChannelConfig, method: string): Promise<CheckReport> => {
    const answer = await fetch(`${settings.api_url}/bot${secrets.bot_token}/${method}`, { method: 'POST' });
    const { ok, description, result = {} } = (await answer.json()) as Answer;
    return ok
      ? { problems: [], facts: result }
      : { problems: [{ field: 'bot_token', message: `The platform says: ${description}.` }], facts: {} };
  };
  return {
    platform: 'telegram',
    fields: FIELDS,
    rules: { windowHours: 24, receipts: false, templates: true, filesWithText: true, bursts: true, greets: false },
    receive: async () => ({ kind: 'refused', status: 401 }),
    format: (markdown) => [{ body: markdown, format: 'text' }],
    send: async () => ({ ok: false, failure: 'refused', detail: 'nothing is sent' }),
    check: (config) => call(config, 'getMe'),
    connect: (config) => call(config, 'setWebhook'),
    async templates(config) {
      const { facts } = await call(config, 'templates');
      return [
        { name: 'hello', language: 'en', status: 'approved', body: `Hello from ${facts.username}`, parameters: 0 },
      ];
    },
  };
}
