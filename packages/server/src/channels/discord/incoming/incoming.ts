import type { Incoming, IncomingMessage, Person } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { storableText } from '../../../lib/storable-text.ts';
import type { App } from '../definition.ts';
import type { Interaction, Message, User } from '../payload.ts';

/** What reading has come to: a fact, or why nobody needs it. */
export type Read = Incoming | { readonly kind: 'ignored'; readonly why: string };

/** A message and an answer to one; all others are the system's (somebody joined, a pin …). */
const SPOKEN_TYPES = [0, 19];

/** The permission of an administrator. https://docs.discord.com/developers/topics/permissions */
const ADMINISTRATOR = 8n;

/** A message that came over the gateway. */
export function readMessage(message: Message, app: App, isOwnThread: boolean, now: Date): Read {
  const why = whyIgnored(message, app, isOwnThread);
  if (why !== null) return { kind: 'ignored', why };
  const { author, guild_id: guild, channel_id: channel, member } = message;
  const said = [markdownOf(message, app), ...(message.sticker_items ?? []).map(({ name }) => storableText(name))];
  const markdown = said.filter((text) => text !== '').join('\n\n');
  const files = (message.attachments ?? []).map(({ url, filename, content_type: mime, size }) => ({
    ref: storableText(url),
    ...(filename === undefined ? {} : { name: storableText(filename) }),
    ...(mime === undefined ? {} : { mime: storableText(mime) }),
    ...(size === undefined ? {} : { size }),
  }));
  if (markdown === '' && files.length === 0) return { kind: 'ignored', why: 'message without content' };
  return {
    kind: 'message',
    key: message.id,
    id: message.id,
    thread: threadOf(message, app, isOwnThread),
    from: personOf(author, member?.nick),
    markdown,
    files,
    at: momentOf(message.timestamp, now),
    trust: 'platform',
    facts: factsOf(author, channel, guild, undefined),
    reply: {
      channelId: channel,
      messageId: message.id,
      isGuild: guild !== undefined,
      ...(isOwnThread ? { isThread: true } : {}),
    },
  };
}

/** What a message has become. Discord also tells when only a preview was added. */
export function readEdit(message: Message, app: App, isOwnThread: boolean, now: Date): Read {
  if (message.edited_timestamp === undefined) return { kind: 'ignored', why: 'update that is no edit' };
  const read = readMessage(message, app, isOwnThread, now);
  if (read.kind !== 'message') return read;
  const at = momentOf(message.edited_timestamp, now);
  return { kind: 'edited', key: `${message.id}:${at.getTime()}`, target: message.id, message: read, at };
}

/** The command `/ask`. Its question is the message. */
export function readCommand(interaction: Interaction, now: Date): IncomingMessage | null {
  const { id, token, channel_id: channel, guild_id: guild, member, locale } = interaction;
  const user = member?.user ?? interaction.user;
  const question = interaction.data?.options?.find(({ name }) => name === 'question')?.value?.trim();
  if (!user || !channel || !token || !question) return null;
  const language = /^[a-z]{2}(?=-|$)/.exec(locale ?? '')?.[0];
  return {
    kind: 'message',
    key: `interaction:${id}`,
    id: `interaction:${id}`,
    thread: guild === undefined ? channel : `${channel}:${user.id}`,
    from: { ...personOf(user, member?.nick), ...(language === undefined ? {} : { language }) },
    markdown: storableText(question),
    files: [],
    at: now,
    trust: 'platform',
    facts: factsOf(user, channel, guild, member?.permissions),
    reply: { channelId: channel, isGuild: guild !== undefined, interaction: token, interactionAt: now.getTime() },
  };
}

function whyIgnored(message: Message, app: App, isOwnThread: boolean): string | null {
  const { author, webhook_id: webhook, guild_id: guild, type = 0 } = message;
  if (author.id === app.botId) return 'message of our own';
  if (author.bot || webhook !== undefined) return 'message of a bot';
  if (!SPOKEN_TYPES.includes(type)) return 'message of the system';
  if (guild === undefined || app.channels === 'all') return null;
  if (app.channels === 'off') return 'message in a channel';
  const isCalled = message.mentions?.some(({ id }) => id === app.botId);
  const isAnswered = message.referenced_message?.author?.id === app.botId;
  return isOwnThread || isCalled || isAnswered ? null : 'message in a channel that is not for the bot';
}

/** A thread has the id of the message that it begins at; in a channel each person has a conversation of their own. */
function threadOf(
  { id, channel_id: channel, guild_id: guild, author }: Message,
  app: App,
  isOwnThread: boolean,
): string {
  if (guild === undefined || isOwnThread) return channel;
  return app.repliesInThread ? id : `${channel}:${author.id}`;
}

/** Discord writes Markdown. Who and what is mentioned stands in it by id. */
function markdownOf({ content, mentions = [] }: Message, { botId }: App): string {
  const bot = `<@!?${/^\d+$/.test(botId) ? botId : '-'}>`;
  const text = content
    .replace(new RegExp(`^\\s*${bot}[,:]?\\s*`), '')
    .replaceAll(new RegExp(` ?${bot}`, 'g'), '')
    .replaceAll(
      /<@!?(\d{1,22})>/g,
      (_, id: string) => `@${nameOf(mentions.find((user) => user.id === id)) || 'someone'}`,
    )
    .replaceAll(/<a?(:\w{1,64}:)\d{1,22}>/g, '$1');
  return storableText(text.trim() || content.trim());
}

const nameOf = (user: User | undefined): string => user?.global_name || user?.username || '';

function personOf(user: User, nick: string | undefined): Person {
  const name = storableText(nick || nameOf(user)).trim();
  return { id: user.id, ...(name === '' ? {} : { name }) };
}

function factsOf(user: User, channel: string, guild: string | undefined, permissions: string | undefined): JsonObject {
  const isAdmin =
    permissions !== undefined && /^\d{1,30}$/.test(permissions) && (BigInt(permissions) & ADMINISTRATOR) !== 0n;
  return {
    discord_channel_id: channel,
    ...(guild === undefined ? {} : { discord_guild_id: guild }),
    discord_user_id: user.id,
    ...(user.username === undefined ? {} : { discord_username: storableText(user.username) }),
    ...(permissions === undefined ? {} : { discord_is_admin: isAdmin }),
  };
}

function momentOf(text: string | undefined, now: Date): Date {
  const moment = new Date(text ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? now : moment;
}
