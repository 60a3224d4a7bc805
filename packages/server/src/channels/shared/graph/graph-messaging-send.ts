import type {
  ChannelConfig,
  OutgoingFile,
  OutgoingPart,
  Recipient,
  Sent,
  Speaker,
} from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { textOf } from '../loose-json.ts';
import { graphClient } from './graph-client.ts';
import { notAnswered, notSent } from './graph-failure.ts';
import { ownWord } from './graph-messaging-event.ts';
import { messagingMeaning } from './graph-messaging-failures.ts';
import { sendInOrder } from './graph-send.ts';

type NotSent = Extract<Sent, { ok: false }>;

/** A file as the platform's message has it, once it is handed over where that is needed. */
export type FileMessage = (
  file: OutgoingFile,
) => Promise<{ readonly ok: true; readonly message: JsonObject } | NotSent>;

export type MessagingSend = {
  readonly fetch: OutsideFetch;
  readonly fileMessage: FileMessage;
  readonly config: ChannelConfig;
  readonly speaker: Speaker;
};

/** Sends a part's text and then its files, each a message of its own. Files are handed over before anything is said. */
export async function sendMessaging(to: Recipient, part: OutgoingPart, by: MessagingSend): Promise<Sent> {
  const messages: JsonObject[] = part.body ? [{ text: part.body }] : [];
  for (const file of part.files) {
    const made = await by.fileMessage(file);
    if (!made.ok) return made;
    messages.push(made.message);
  }
  const metadata = ownWord(by.config.id, part.id);
  return sendInOrder(messages, (message) => post(to, { ...message, metadata }, by));
}

async function post(to: Recipient, message: JsonObject, { fetch, config, speaker }: MessagingSend): Promise<Sent> {
  const body = { recipient: { id: to.person || to.thread }, ...messagingType(speaker, config), message };
  try {
    const answer = await graphClient(fetch, config, 'page_access_token').post('/me/messages', body);
    if (!answer.ok) return notSent(answer.error, messagingMeaning);
    const id = textOf(answer.json.message_id);
    return id ? { ok: true, id } : { ok: false, failure: 'unknown', detail: 'Meta gave no id for the message.' };
  } catch (error) {
    return notAnswered(error);
  }
}

/**
 * People may answer for seven days, where Meta has allowed the app to say so; programs never.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
 */
const messagingType = ({ as }: Speaker, { settings }: ChannelConfig): JsonObject =>
  as === 'person' && settings.human_agent === true
    ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
    : { messaging_type: 'RESPONSE' };

/** As what a file is sent. */
export function attachmentType(contentType: string): 'image' | 'audio' | 'video' | 'file' {
  const [kind] = contentType.split('/');
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

/** Shows that the agent writes, for some twenty seconds. */
export async function typingMessaging(fetch: OutsideFetch, to: Recipient, config: ChannelConfig): Promise<void> {
  const signal = { recipient: { id: to.person || to.thread }, sender_action: 'typing_on' };
  await graphClient(fetch, config, 'page_access_token')
    .post('/me/messages', signal)
    .catch(() => undefined);
}
