import type {
  ChannelConfig,
  OutgoingFile,
  OutgoingPart,
  Recipient,
  Sent,
  TemplateCall,
} from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { graphClient } from '../../shared/graph/graph-client.ts';
import { notAnswered, notSent } from '../../shared/graph/graph-failure.ts';
import { sendInOrder } from '../../shared/graph/graph-send.ts';
import { listOf, objectOf, textOf } from '../../shared/loose-json.ts';
import { meaningOf } from '../failures.ts';
import { mediaTypeOf, type Uploaded, upload } from '../media.ts';

type To = { readonly to: Recipient; readonly part: OutgoingPart; readonly config: ChannelConfig };

/** A caption may be this long, in UTF-16 units; a longer text goes as a message of its own before the file. */
const MAX_CAPTION = 1024;

/**
 * Sends a part: its template, or its text and files. Files are handed over first, so that nothing was said where one is refused;
 * what WhatsApp does not take goes as its address.
 */
export async function send(
  fetch: OutsideFetch,
  to: Recipient,
  part: OutgoingPart,
  config: ChannelConfig,
): Promise<Sent> {
  const files: (Uploaded | OutgoingFile)[] = [];
  for (const file of part.template ? [] : part.files) {
    const type = mediaTypeOf(file);
    const uploaded = type && (await upload(fetch, { file, type }, config));
    if (uploaded && !uploaded.ok) return uploaded;
    files.push(uploaded ?? file);
  }
  const messages = part.template ? [templateMessage(part.template)] : messagesOf(part.body, files);
  return sendInOrder(messages, (message) => post(fetch, message, { to, part, config }));
}

function messagesOf(body: string, files: readonly (Uploaded | OutgoingFile)[]): JsonObject[] {
  const [only] = files;
  const isCaptioned = only && 'type' in only && only.type !== 'audio';
  const caption = isCaptioned && files.length === 1 && body.length <= MAX_CAPTION ? body : '';
  const said = files.map((file) =>
    'type' in file ? mediaMessage(file, caption) : textMessage(`${file.name}: ${file.url}`),
  );
  return body && !caption ? [textMessage(body), ...said] : said;
}

const textMessage = (body: string): JsonObject => ({ type: 'text', text: { body, preview_url: false } });

function mediaMessage({ id, type, name }: Uploaded, caption: string): JsonObject {
  return {
    type,
    [type]: { id, ...(type === 'document' ? { filename: name } : {}), ...(caption ? { caption } : {}) },
  };
}

function templateMessage({ name, language, parameters }: TemplateCall): JsonObject {
  const body = { type: 'body', parameters: parameters.map((text) => ({ type: 'text', text })) };
  return {
    type: 'template',
    template: { name, language: { code: language }, ...(parameters.length > 0 ? { components: [body] } : {}) },
  };
}

async function post(fetch: OutsideFetch, message: JsonObject, { to, part, config }: To): Promise<Sent> {
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(to.person || to.thread),
    // Receipts bring it back: they settle a send whose answer was lost.
    biz_opaque_callback_data: part.id,
    ...message,
  };
  try {
    const answer = await graphClient(fetch, config, 'access_token').post(messagesPath(config), body);
    if (!answer.ok) return notSent(answer.error, meaningOf);
    const id = textOf(objectOf(listOf(answer.json.messages)[0]).id);
    return id ? { ok: true, id } : { ok: false, failure: 'unknown', detail: 'WhatsApp gave no id for the message.' };
  } catch (error) {
    return notAnswered(error);
  }
}

/** A phone number, or the id that WhatsApp gives in place of one (`US.1349…`). */
const addressOf = (person: string): JsonObject => (/^\d+$/.test(person) ? { to: person } : { recipient: person });

const messagesPath = ({ settings }: ChannelConfig): string =>
  `/${encodeURIComponent(textOf(settings.phone_number_id))}/messages`;

/** Shows that the agent writes, and that the visitor's latest message was read: WhatsApp has no one without the other. */
export async function typing(fetch: OutsideFetch, { lastMessageId }: Recipient, config: ChannelConfig): Promise<void> {
  if (!lastMessageId) return;
  const signal = { status: 'read', message_id: lastMessageId, typing_indicator: { type: 'text' } };
  await graphClient(fetch, config, 'access_token')
    .post(messagesPath(config), { messaging_product: 'whatsapp', ...signal })
    .catch(() => undefined);
}
