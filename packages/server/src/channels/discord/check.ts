import type { ChannelConfig, CheckReport } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { call, type Failure } from './call.ts';
import { type App, appOf } from './definition.ts';

type Problem = CheckReport['problems'][number];

/** Flags of an app that may read the content of messages: approved, or in fewer than 100 servers. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);

/** The command by which people ask without the bot hearing anything else. */
const ASK_COMMAND = {
  name: 'ask',
  type: 1,
  description: 'Ask a question',
  contexts: [0, 1],
  options: [{ type: 3, name: 'question', description: 'Your question', required: true, max_length: 2000 }],
};

/** Asks Discord whose the token is, and whether the app is set up as Parley needs it. */
export async function check(config: ChannelConfig, fetch: OutsideFetch): Promise<CheckReport> {
  const app = appOf(config);
  const answer = await call(app, fetch, { method: 'GET', path: '/applications/@me' });
  if (!answer.ok) return { problems: [problemOf(answer.failure)], facts: {} };
  const { id, name, verify_key: key, bot } = answer.json;
  const username = (bot as JsonObject | undefined)?.username;
  const facts = { application_id: id ?? null, public_key: key ?? null, name: name ?? null, username: username ?? null };
  return { problems: problemsOf(answer.json, app, config), facts };
}

/** Makes the command, and tells Discord where to deliver it to; it asks that address at once. */
export async function connect(config: ChannelConfig, fetch: OutsideFetch): Promise<CheckReport> {
  const app = appOf(config);
  const made = await call(app, fetch, {
    method: 'POST',
    path: `/applications/${app.applicationId}/commands`,
    json: ASK_COMMAND,
  });
  if (!made.ok) return { problems: [problemOf(made.failure)], facts: {} };
  const told = await call(app, fetch, {
    method: 'PATCH',
    path: '/applications/@me',
    json: { interactions_endpoint_url: config.webhookUrl },
  });
  if (told.ok) return check(config, fetch);
  const message = `Discord did not take the address for interactions (${told.failure.message}). Set it by hand under General Information.`;
  return { problems: [{ field: null, message }], facts: {} };
}

function problemOf({ status, message }: Failure): Problem {
  if (status === 401) return { field: 'bot_token', message: 'Discord does not know this token.' };
  if (status === null) return { field: 'api_url', message: `Discord could not be reached. ${message}` };
  if (status === 403 || status === 404)
    return { field: 'application_id', message: `The token is not of this app. Discord: ${message}` };
  return { field: null, message: `Discord: ${message}` };
}

function problemsOf(known: JsonObject, app: App, { webhookUrl }: ChannelConfig): Problem[] {
  const { id, verify_key: key, flags, interactions_endpoint_url: endpoint } = known;
  const problems: Problem[] = [];
  if (id !== app.applicationId)
    problems.push({ field: 'application_id', message: 'The token is that of another app.' });
  if (typeof key === 'string' && key.toLowerCase() !== app.publicKey.toLowerCase()) {
    problems.push({ field: 'public_key', message: 'The public key is that of another app.' });
  }
  if (endpoint !== webhookUrl) {
    const message = 'Discord does not deliver commands to Parley: connect the channel.';
    problems.push({ field: null, message });
  }
  const isContentRead = ((typeof flags === 'number' ? flags : 0) & MESSAGE_CONTENT) !== 0;
  if (app.hears && app.channels !== 'off' && !isContentRead) {
    const message = 'Switch on Message Content Intent under Bot, Privileged Gateway Intents.';
    problems.push({ field: 'messages', message });
  }
  return problems;
}
