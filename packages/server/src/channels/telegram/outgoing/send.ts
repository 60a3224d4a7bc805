import type { Api } from 'grammy';
import type { OutgoingFile, OutgoingPart, Recipient, Sent } from '../../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { apiOf } from '../api.ts';
import type { Bot } from '../definition.ts';
import { type Failure, failureOf, isUnreadable, sentOf } from '../failures.ts';
import { TEXT_MAX } from './format.ts';
import { plainOfHtml, textOfHtml } from './html-text.ts';

/** What a bot may upload, and what it may as a photo; in bytes. https://core.telegram.org/bots/api#sending-files */
const FILE_MAX = 50_000_000;
const PHOTO_MAX = 10_000_000;
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** Where a message goes: a chat, its topic, and in groups the message that is answered. */
type Place = {
  readonly chat_id: number | string;
  readonly message_thread_id?: number;
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: true };
};

/** `https://core.telegram.org/bots/api#message` of what was sent, as far as it is needed. */
type SentMessage = { readonly message_id?: unknown; readonly chat?: { readonly id?: unknown } };

/** Sends a part: its text, or a file. One with both is sent as two messages, of which the first gives the id. */
export async function send(to: Recipient, part: OutgoingPart, bot: Bot, fetch: OutsideFetch): Promise<Sent> {
  const api = await apiOf(bot, fetch);
  const steps: ((place: Place) => Promise<SentMessage>)[] = [];
  if (part.body !== '') steps.push((place) => sendText(api, place, part.body, bot.token));
  for (const file of part.files) {
    if (file.size > FILE_MAX) return refused(`Telegram takes files up to 50 MB, and ${file.name} is larger.`);
    const bytes = await file.read();
    if (!bytes) return refused(`The file ${file.name} is not there any more.`);
    steps.push((place) => sendFile(api, place, file, bytes, bot.token));
  }
  return inOrder(steps, placeOf(to), bot.token);
}

const refused = (detail: string): Sent => ({ ok: false, failure: 'refused', detail });

async function inOrder(
  steps: readonly ((place: Place) => Promise<SentMessage>)[],
  place: Place,
  token: string,
): Promise<Sent> {
  let id: string | null = null;
  for (const step of steps) {
    const sent = await attempt(step, place, token);
    if (sent.ok) id ??= sent.id;
    // To begin again would send the text twice.
    else
      return id === null
        ? sent
        : { ok: false, failure: 'unknown', detail: `Only a part of it was sent. ${sent.detail}` };
  }
  return id === null ? refused('There is nothing to send.') : { ok: true, id };
}

/** A group that has grown has another id, which Telegram tells once it is asked for the old one. */
async function attempt(step: (place: Place) => Promise<SentMessage>, place: Place, token: string): Promise<Sent> {
  try {
    return idOf(await step(place), place);
  } catch (error) {
    const failure = failureOf(error, token);
    if (failure.newChatId === undefined) return sentOf(failure);
    const { reply_parameters: _, ...moved } = { ...place, chat_id: failure.newChatId };
    return step(moved).then(
      (message) => idOf(message, moved),
      (again: unknown) => sentOf(failureOf(again, token)),
    );
  }
}

function idOf(message: SentMessage | null, place: Place): Sent {
  const { message_id: id, chat } = message ?? {};
  if (typeof id !== 'number')
    return { ok: false, failure: 'unknown', detail: 'Telegram did not say which message it sent.' };
  return { ok: true, id: `${typeof chat?.id === 'number' ? chat.id : place.chat_id}:${id}` };
}

/** A private chat's thread is its id; a group's begins with it. */
export function placeOf({ thread, reply }: Recipient): Place {
  const { chatId, threadId, messageId, isGroup } = reply;
  return {
    chat_id: typeof chatId === 'number' || typeof chatId === 'string' ? chatId : (thread.split(':')[0] ?? thread),
    ...(typeof threadId === 'number' ? { message_thread_id: threadId } : {}),
    ...(isGroup === true && typeof messageId === 'number'
      ? { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }
      : {}),
  };
}

/** With its marks, or without where Telegram cannot read them. */
async function sendText(api: Api, place: Place, html: string, token: string): Promise<SentMessage> {
  const message = { ...place, link_preview_options: { is_disabled: true } };
  return withSecond(
    () => api.raw.sendMessage({ ...message, text: html, parse_mode: 'HTML' }),
    isUnreadable,
    () => {
      const plain = plainOfHtml(html);
      return api.raw.sendMessage({ ...message, text: plain.length <= TEXT_MAX ? plain : textOfHtml(html) });
    },
    token,
  );
}

/** A picture as a photo, unless Telegram does not like its measures; anything else as a document. */
async function sendFile(
  api: Api,
  place: Place,
  file: OutgoingFile,
  bytes: Uint8Array,
  token: string,
): Promise<SentMessage> {
  const { InputFile } = await import('grammy');
  const input = () => new InputFile(bytes, quotedName(file.name));
  const asDocument = () => api.raw.sendDocument({ ...place, document: input() });
  if (!PHOTO_TYPES.includes(file.contentType) || file.size > PHOTO_MAX) return asDocument();
  const asPhoto = () => api.raw.sendPhoto({ ...place, photo: input() });
  return withSecond(
    asPhoto,
    ({ code, description }) => code === 400 && /photo|image/i.test(description),
    asDocument,
    token,
  );
}

async function withSecond(
  first: () => Promise<SentMessage>,
  mayBeMended: (failure: Failure) => boolean,
  second: () => Promise<SentMessage>,
  token: string,
): Promise<SentMessage> {
  try {
    return await first();
  } catch (error) {
    if (!mayBeMended(failureOf(error, token))) throw error;
    return second();
  }
}

/** grammY writes the name into the form as it is: with blanks or semicolons it would end there. */
const quotedName = (name: string): string =>
  `"${
    name
      .replaceAll(/[\r\n\0]/g, ' ')
      .replaceAll('"', '%22')
      .replaceAll('\\', '_') || 'file'
  }"`;
