import type { IncomingMessage } from '../../../domain/channels/channel.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { storableText } from '../../../lib/storable-text.ts';
import { readFiles } from '../files.ts';
import { idOf, objectOf, objectsOf, stampOf, textOf, timeOf } from '../payload.ts';
import { mentions, toMarkdown } from './to-markdown.ts';

/** What an event is read with: the workspace and the bot that it was delivered for, and where it may speak. */
export type Context = {
  readonly team: string;
  readonly bot: string | null;
  readonly eventId: string;
  /** When Slack says that it happened. */
  readonly at: Date;
  readonly channels: 'mentions' | 'all' | 'off';
};

type Place = Context & { readonly channel: string; readonly isMention: boolean; readonly isEdit?: true };

/** What people write: a plain message, one with files, one from a thread that is shown in the channel too, `/me`. */
const SAID = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** A message's id, and its key: the same utterance comes as `app_mention` and as `message`, under two event ids. */
export const messageId = (team: string, channel: string, stamp: string): string => `${team}:${channel}:${stamp}`;

/** A message as it is stored, or the name of why it is not. */
export function readMessage(said: JsonObject, place: Place): IncomingMessage | string {
  const { team, channel, bot } = place;
  const subtype = textOf(said, 'subtype');
  if (!SAID.has(subtype)) return `message.${subtype}`;
  const [user, stamp, thread] = [idOf(said, 'user'), stampOf(said, 'ts'), stampOf(said, 'thread_ts')];
  if (user && user === bot) return 'message.own';
  if (said.bot_id || user === 'USLACKBOT') return 'message.bot';
  if (!user || !stamp || !channel) return 'message.malformed';
  const heeding = heedingOf(said, place, thread);
  if (typeof heeding === 'string') return heeding;
  const { files, links } = readFiles(said);
  const text = toMarkdown(textOf(said, 'text'), { bot, emoji: emojiOf(said) });
  const markdown = [text, ...sharedOf(said, bot), ...links].filter(Boolean).join('\n\n');
  const isEmpty = !markdown && files.length === 0;
  const isCalled = place.isMention || mentionsBot(said, bot);
  if (isEmpty && (place.isEdit || !isCalled)) return 'message.empty';
  const id = messageId(team, channel, stamp);
  // A direct message is one conversation, and each thread in it another; in a channel each message begins a thread.
  const root = thread || (isDirect(said, channel) ? '' : stamp);
  return {
    kind: 'message',
    key: id,
    id,
    thread: root ? `${team}:${channel}:${root}` : `${team}:${channel}`,
    ...heeding,
    from: personOf(said, user),
    markdown,
    files,
    at: timeOf(stamp),
    trust: 'platform',
    ...whereabouts({ team, channel, user, thread: root }),
    ...(isEmpty ? { opens: { payload: null } } : {}),
  };
}

/** Somebody has come to the bot and said nothing yet. */
export function openingOf(
  { channel, user, thread }: Readonly<Record<'channel' | 'user' | 'thread', string>>,
  { team, at }: Context,
): IncomingMessage {
  const place = thread ? `${team}:${channel}:${thread}` : `${team}:${channel}`;
  return {
    kind: 'message',
    key: `open:${place}`,
    id: `open:${place}`,
    thread: place,
    from: { id: user },
    markdown: '',
    files: [],
    at,
    trust: 'platform',
    ...whereabouts({ team, channel, user, thread }),
    opens: { payload: null },
  };
}

const isDirect = (said: JsonObject, channel: string): boolean =>
  textOf(said, 'channel_type') === 'im' || channel.startsWith('D');

const mentionsBot = (said: JsonObject, bot: string | null): boolean =>
  bot !== null && mentions(textOf(said, 'text'), bot);

/** Whether it is meant for the bot: where that cannot be told by the message alone, its thread tells. */
function heedingOf(
  said: JsonObject,
  place: Place,
  thread: string,
): Pick<IncomingMessage, 'repliesTo' | 'onlyIfKnown'> | string {
  if (isDirect(said, place.channel)) return {};
  if (place.channels === 'off') return 'message.in a channel';
  const repliesTo = thread ? { repliesTo: [messageId(place.team, place.channel, thread)] } : {};
  if (place.channels === 'all' || place.isMention || mentionsBot(said, place.bot)) return repliesTo;
  return thread || place.isEdit ? { ...repliesTo, onlyIfKnown: true } : 'message.not for the bot';
}

function personOf(said: JsonObject, user: string): IncomingMessage['from'] {
  const profile = objectOf(said, 'user_profile');
  const name = storableText(textOf(profile, 'real_name') || textOf(profile, 'display_name')).trim();
  return name ? { id: user, name } : { id: user };
}

function whereabouts({
  team,
  channel,
  user,
  thread,
}: Readonly<Record<'team' | 'channel' | 'user' | 'thread', string>>) {
  return {
    facts: {
      slack_team_id: team,
      slack_channel_id: channel,
      slack_user_id: user,
      ...(thread ? { slack_thread_ts: thread } : {}),
    },
    reply: { channel, ...(thread ? { threadTs: thread } : {}) },
  };
}

/** Messages of others that are passed on, as quotes: previews of links are none. */
function sharedOf(said: JsonObject, bot: string | null): readonly string[] {
  return objectsOf(said, 'attachments')
    .filter(({ is_share }) => is_share === true)
    .map((shared) => toMarkdown(textOf(shared, 'text'), { bot }).replace(/^/gm, '> '))
    .filter((quote) => quote !== '> ');
}

/** The text has names of emoji, and only the blocks the characters: `1f44d-1f3fd` is a thumb of a colour. */
function emojiOf(said: JsonObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (nodes: readonly Json[], depth: number): void => {
    for (const node of nodes.filter(isJsonObject)) {
      const emoji = node.type === 'emoji' ? charactersOf(textOf(node, 'unicode')) : '';
      const tone = typeof node.skin_tone === 'number' ? `::skin-tone-${node.skin_tone}` : '';
      if (emoji) found.set(`${textOf(node, 'name').replace(/::.*/s, '')}${tone}`, emoji);
      if (Array.isArray(node.elements) && depth < 8) look(node.elements, depth + 1);
    }
  };
  look(objectsOf(said, 'blocks'), 0);
  return found;
}

function charactersOf(code: string): string {
  const points = code.split('-').map((part) => (/^[\da-f]{2,6}$/.test(part) ? Number.parseInt(part, 16) : Number.NaN));
  return points.length <= 12 && points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : '';
}
