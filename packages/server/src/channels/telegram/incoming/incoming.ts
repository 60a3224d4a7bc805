import type { FileRef, Incoming, IncomingMessage, Person } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { storableText } from '../../../lib/storable-text.ts';
import type { Bot } from '../definition.ts';
import { callsBot, callsOther, toMarkdown } from './entities.ts';
import type { File, Message } from './update.ts';

/** What reading a message has come to: what it says, or why nobody needs it. */
export type ReadMessage = IncomingMessage | { readonly kind: 'ignored'; readonly why: string };

/** A message as the port knows it. */
export function readMessage(message: Message, key: string, bot: Bot, now: Date): ReadMessage {
  const { chat, from } = message;
  const why = whyIgnored(message, bot);
  if (why !== null || !from) return { kind: 'ignored', why: why ?? 'nobody wrote it' };
  const [text, entities] = textOf(message);
  const markdown = [toMarkdown(text, entities, bot) || storableText(text).trim(), ...saidOtherwise(message)]
    .filter((part) => part !== '')
    .join('\n\n');
  const files = filesOf(message);
  if (markdown === '' && files.length === 0) return { kind: 'ignored', why: 'message of a kind that says nothing' };
  const isGroup = chat.type !== 'private';
  const topic = message.is_topic_message ? message.message_thread_id : undefined;
  const thread = isGroup ? [chat.id, topic, from.id].filter((part) => part !== undefined).join(':') : String(chat.id);
  const payload = /^\/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*$/.exec(text);
  return {
    kind: 'message',
    key,
    id: `${chat.id}:${message.message_id}`,
    thread,
    from: personOf(message, from),
    markdown,
    files,
    at: momentOf(message.date, now),
    trust: 'platform',
    facts: factsOf(message, from),
    reply: {
      chatId: chat.id,
      messageId: message.message_id,
      isGroup,
      ...(topic === undefined ? {} : { threadId: topic }),
    },
    ...(payload ? { opens: { payload: payload[1] ?? null } } : {}),
  };
}

/** What a message has become. A place that moves is edited every few seconds, and is told once. */
export function readEdit(message: Message, key: string, bot: Bot, now: Date): Incoming | ReadMessage {
  if (message.location) return { kind: 'ignored', why: 'edited location' };
  const read = readMessage(message, key, bot, now);
  if (read.kind !== 'message') return read;
  const { opens: _, ...whole } = read;
  return { kind: 'edited', key, target: whole.id, message: whole, at: momentOf(message.edit_date, now) };
}

function whyIgnored(message: Message, bot: Bot): string | null {
  const { chat, from } = message;
  if (chat.type !== 'private' && chat.type !== 'group' && chat.type !== 'supergroup')
    return `message in a ${chat.type}`;
  if (!from || from.is_bot || from.id === bot.botId) return 'message of a bot';
  if (message.sender_chat || message.is_automatic_forward) return 'message of a channel';
  if (chat.type === 'private') return null;
  if (bot.groups === 'off') return 'message in a group';
  const [text, entities] = textOf(message);
  if (callsOther(text, entities, bot)) return 'command to another bot';
  if (bot.groups === 'all' || message.reply_to_message?.from?.id === bot.botId) return null;
  return callsBot(text, entities, bot) ? null : 'message in a group that is not for the bot';
}

const textOf = ({ text, entities, caption, caption_entities }: Message) =>
  text === undefined ? ([caption ?? '', caption_entities ?? []] as const) : ([text, entities ?? []] as const);

const momentOf = (seconds: number | undefined, now: Date): Date => {
  const moment = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(moment.getTime()) ? now : moment;
};

type From = NonNullable<Message['from']>;

function personOf({ contact }: Message, from: From): Person {
  const name = storableText([from.first_name, from.last_name].filter(Boolean).join(' ')).trim();
  const language = /^([a-z]{2})(?:-|$)/i.exec(from.language_code ?? '')?.[1]?.toLowerCase();
  // Anybody can pass on the card of somebody else.
  const phone = contact?.user_id === from.id ? storableText(contact.phone_number) : undefined;
  return {
    id: String(from.id),
    ...(name === '' ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(phone === undefined ? {} : { phone: phone.startsWith('+') ? phone : `+${phone}` }),
  };
}

function factsOf({ chat }: Message, from: From): JsonObject {
  return {
    telegram_chat_id: String(chat.id),
    telegram_chat_type: storableText(chat.type),
    telegram_user_id: String(from.id),
    ...(from.username === undefined ? {} : { telegram_username: storableText(from.username) }),
    ...(chat.title === undefined ? {} : { telegram_chat_title: storableText(chat.title) }),
  };
}

/** What is said without a text: signs that are read in any language. */
function saidOtherwise({ location, venue, contact, poll, dice, sticker }: Message): string[] {
  const place = venue?.location ?? location;
  const said = [
    sticker?.emoji,
    place && ['📍', venue?.title, venue?.address, `${place.latitude}, ${place.longitude}`].filter(Boolean).join(' '),
    contact && ['📞', contact.phone_number, contact.first_name, contact.last_name].filter(Boolean).join(' '),
    poll && ['📊 ', poll.question, ...(poll.options ?? []).map(({ text }) => `\n- ${text}`)].join(''),
    dice && `${dice.emoji ?? '🎲'} ${dice.value}`,
  ];
  return said.flatMap((text) => (text ? [storableText(text)] : []));
}

function filesOf(message: Message): FileRef[] {
  const { photo, document, animation, audio, voice, video, video_note: note, sticker } = message;
  const largest = photo?.toSorted((one, other) => (one.width ?? 0) - (other.width ?? 0)).at(-1);
  const ending = sticker?.is_animated ? 'tgs' : sticker?.is_video ? 'webm' : 'webp';
  return [
    ...refOf(largest, 'photo.jpg', 'image/jpeg'),
    // An animation comes as a document too, for those that do not know animations.
    ...refOf(animation ?? document, 'document', undefined),
    ...refOf(audio, 'audio.mp3', 'audio/mpeg'),
    ...refOf(voice, 'voice.ogg', 'audio/ogg'),
    ...refOf(video, 'video.mp4', 'video/mp4'),
    ...refOf(note, 'video.mp4', 'video/mp4'),
    ...refOf(
      sticker,
      `sticker.${ending}`,
      ending === 'tgs' ? undefined : `${ending === 'webm' ? 'video' : 'image'}/${ending}`,
    ),
  ];
}

function refOf(file: File | undefined, name: string, mime: string | undefined): FileRef[] {
  if (!file) return [];
  const said = file.mime_type ?? mime;
  return [
    {
      ref: storableText(file.file_id),
      name: storableText(file.file_name ?? name),
      ...(said === undefined ? {} : { mime: storableText(said) }),
      ...(file.file_size === undefined ? {} : { size: file.file_size }),
    },
  ];
}
