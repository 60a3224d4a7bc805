import type { UserFromGetMe, WebhookInfo } from 'grammy/types';
import type { ChannelConfig, CheckReport } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { apiOf } from './api.ts';
import { type Bot, botOf } from './definition.ts';
import { type Failure, failureOf } from './failures.ts';

type Problem = CheckReport['problems'][number];

/** The kinds of updates that are read. */
const ALLOWED_UPDATES = ['message', 'edited_message'] as const;

/** Asks Telegram who the bot is and where it delivers to. */
export async function check(config: ChannelConfig, fetch: OutsideFetch): Promise<CheckReport> {
  const bot = botOf(config);
  try {
    const api = await apiOf(bot, fetch);
    const me = await api.raw.getMe();
    const hook = await api.raw.getWebhookInfo();
    return {
      problems: [...problemsOfBot(me, bot), ...problemsOfHook(hook, config)],
      facts: { username: me.username, name: me.first_name, id: String(me.id) },
    };
  } catch (error) {
    return { problems: [problemOf(failureOf(error, bot.token))], facts: {} };
  }
}

/** Tells Telegram where to deliver to and with which secret, and checks. What waits there is delivered. */
export async function connect(config: ChannelConfig, fetch: OutsideFetch): Promise<CheckReport> {
  const bot = botOf(config);
  try {
    const api = await apiOf(bot, fetch);
    await api.raw.setWebhook({
      url: config.webhookUrl,
      secret_token: config.secrets.secret_token ?? '',
      allowed_updates: ALLOWED_UPDATES,
      drop_pending_updates: false,
    });
  } catch (error) {
    return { problems: [problemOf(failureOf(error, bot.token))], facts: {} };
  }
  return check(config, fetch);
}

function problemOf({ code, description }: Failure): Problem {
  if (code === 401 || code === 404) return { field: 'bot_token', message: 'Telegram does not know this token.' };
  if (code === null) return { field: 'api_url', message: `Telegram could not be reached. ${description}` };
  return { field: null, message: `Telegram: ${description}` };
}

function problemsOfBot(me: UserFromGetMe, { groups, username }: Bot): Problem[] {
  const problems: Problem[] = [];
  if (username !== null && me.username && username.toLowerCase() !== me.username.toLowerCase()) {
    problems.push({ field: 'username', message: `The bot's username is ${me.username}.` });
  }
  if (groups === 'all' && !me.can_read_all_group_messages) {
    const remedy = 'Turn it off with /setprivacy at @BotFather, then remove the bot from the group and add it again.';
    problems.push({ field: 'groups', message: `Privacy mode keeps what is said in groups from the bot. ${remedy}` });
  }
  return problems;
}

function problemsOfHook(hook: WebhookInfo, { webhookUrl }: ChannelConfig): Problem[] {
  if (!hook.url) return [{ field: null, message: 'Telegram does not deliver to Parley yet: connect the channel.' }];
  if (hook.url !== webhookUrl) {
    const place = URL.canParse(hook.url) ? new URL(hook.url).host : 'another address';
    return [{ field: null, message: `Telegram delivers to another address (at ${place}): connect the channel.` }];
  }
  // The error stays after it has passed; updates that wait say that it has not.
  if (!hook.last_error_message || !hook.pending_update_count) return [];
  const waiting = `${hook.pending_update_count} ${hook.pending_update_count === 1 ? 'update waits' : 'updates wait'}`;
  return [{ field: null, message: `Telegram cannot deliver (${waiting}): ${hook.last_error_message.slice(0, 300)}` }];
}
