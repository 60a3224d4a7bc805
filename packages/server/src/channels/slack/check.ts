import type { ChannelConfig, CheckReport } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { storableText } from '../../lib/storable-text.ts';
import { callSlack } from './call.ts';
import { idOf, objectOf, textOf } from './payload.ts';

type Problem = CheckReport['problems'][number];

/** What a bot token must be granted, and what for: its lack is named. */
const SCOPES = [
  ['chat:write', 'answers'],
  ['im:history', 'direct messages'],
  ['files:read', 'files of visitors'],
  ['files:write', 'files of the team'],
  ['users:read', 'names of visitors'],
] as const;

/** Needed where the agent speaks in channels. */
const CHANNEL_SCOPES = [
  ['app_mentions:read', 'mentions'],
  ['channels:history', 'threads in public channels'],
  ['groups:history', 'threads in private channels'],
] as const;

/** Nothing fails without these. */
const OPTIONAL_SCOPES = ['users:read.email', 'mpim:history'] as const;

/** Asks Slack whose the token is and what it may do. Whether the signing secret is right only a delivery can tell. */
export async function check(fetch: OutsideFetch, config: ChannelConfig): Promise<CheckReport> {
  if (!config.secrets.signing_secret) {
    return { problems: [{ field: 'signing_secret', message: 'Without it no delivery is believed.' }], facts: {} };
  }
  const answer = await callSlack(fetch, config, 'auth.test');
  if (!answer.ok) {
    const field = answer.failure === 'unauthorised' ? 'bot_token' : answer.error ? null : 'api_url';
    return { problems: [{ field: answer.failure === 'retry' ? null : field, message: answer.detail }], facts: {} };
  }
  const { body } = answer;
  const [bot, user] = [idOf(body, 'bot_id'), idOf(body, 'user_id')];
  const granted = answer.scopes === null ? null : new Set(answer.scopes.split(',').map((scope) => scope.trim()));
  const app = bot ? await appProblems(fetch, bot, config) : [];
  const problems = [...tokenProblems(config, bot, user), ...scopeProblems(config, granted), ...app];
  return { problems, facts: factsOf(body, granted) };
}

function tokenProblems({ settings }: ChannelConfig, bot: string, user: string): readonly Problem[] {
  if (!bot) return [{ field: 'bot_token', message: "This is a person's token: the bot's begins with xoxb-." }];
  const set = idOf(settings, 'bot_user_id');
  return set && set !== user ? [{ field: 'bot_user_id', message: `The bot of this token is ${user}.` }] : [];
}

function scopeProblems({ settings }: ChannelConfig, granted: ReadonlySet<string> | null): readonly Problem[] {
  const needed = settings.channels === 'off' ? SCOPES : [...SCOPES, ...CHANNEL_SCOPES];
  return needed
    .filter(([scope]) => granted && !granted.has(scope))
    .map(([scope, purpose]) => ({
      field: 'bot_token',
      message: `The scope ${scope} is missing (${purpose}): add it, and install the app again.`,
    }));
}

/** With the ID of another app everything that this one delivers would be ignored. */
async function appProblems(fetch: OutsideFetch, bot: string, config: ChannelConfig): Promise<readonly Problem[]> {
  const set = idOf(config.settings, 'app_id');
  if (!set) return [];
  const answer = await callSlack(fetch, config, 'bots.info', { bot });
  const app = answer.ok ? idOf(objectOf(answer.body, 'bot'), 'app_id') : '';
  return app && app !== set ? [{ field: 'app_id', message: `The app of this token is ${app}.` }] : [];
}

function factsOf(body: JsonObject, granted: ReadonlySet<string> | null): JsonObject {
  const missing = granted ? OPTIONAL_SCOPES.filter((scope) => !granted.has(scope)) : [];
  return {
    team: storableText(textOf(body, 'team')),
    team_id: idOf(body, 'team_id'),
    url: storableText(textOf(body, 'url')),
    bot: storableText(textOf(body, 'user')),
    bot_user_id: idOf(body, 'user_id'),
    ...(missing.length > 0 ? { optional_scopes_missing: missing } : {}),
  };
}
