import type { ChannelConfig, Delivery, Incoming, IncomingMessage, Received } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { answerUnread } from '../../shared/graph/graph-signature.ts';
import { jsonBody } from '../../shared/json-body.ts';
import { listOf, momentOf, objectOf, textOf } from '../../shared/loose-json.ts';
import { type Content, contactsText, contentOf } from './content.ts';
import { receiptOf } from './receipts.ts';

type Change = { readonly field: string; readonly value: JsonObject; readonly now: Date };
type Read = Incoming | string;

/**
 * Verifies a delivery and reads all that it holds for this number: it may carry many entries, and messages of several numbers.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference
 */
export function receive(delivery: Delivery, config: ChannelConfig, now: Date): Received {
  const answer = answerUnread(delivery, config);
  if (answer) return answer;
  const body = objectOf(jsonBody(delivery.body));
  const changes = listOf(body.entry).flatMap((entry) => listOf(objectOf(entry).changes).map(objectOf));
  const read = changes.flatMap((change): Read[] => {
    const value = objectOf(change.value);
    const number = textOf(objectOf(value.metadata).phone_number_id);
    if (number !== textOf(config.settings.phone_number_id)) return [`of another number: ${number || 'none'}`];
    return readChange({ field: textOf(change.field), value, now });
  });
  return {
    kind: 'facts',
    facts: read.filter((fact) => typeof fact !== 'string'),
    ignored: changes.length === 0 ? ['without entries'] : read.filter((fact) => typeof fact === 'string'),
  };
}

function readChange(change: Change): Read[] {
  const { field, value, now } = change;
  if (!['messages', 'message_echoes', 'smb_message_echoes', 'standby'].includes(field)) return [`field ${field}`];
  return [
    ...listOf(value.messages).map((message) => messageOf(objectOf(message), change)),
    ...listOf(value.message_echoes).map((echo) => echoOf(objectOf(echo), now)),
    ...listOf(value.statuses).map((status) => receiptOf(objectOf(status), now)),
    ...listOf(value.errors).map((error) => `error ${textOf(objectOf(error).code)} of the account`),
  ];
}

function messageOf(message: JsonObject, change: Change): Read {
  const id = textOf(message.id);
  const type = textOf(message.type);
  const at = momentOf(message.timestamp, 1000, change.now);
  if (!id) return 'a message without an id';
  // Who writes in a group is not to be answered alone.
  if (message.group_id !== undefined) return 'a message in a group';
  // A change of what was said has an id of its own.
  const target = originalOf(message);
  if (type === 'revoke') return target ? { kind: 'deleted', key: id, target, at } : 'a deletion of nothing';
  if (type === 'edit') {
    const inner = objectOf(objectOf(message.edit).message);
    const edited = said({ ...message, ...inner, id: target }, change, at);
    return edited && target ? { kind: 'edited', key: id, target, message: edited, at } : 'an edit that says nothing';
  }
  return said(message, change, at) ?? `a message of type ${type}`;
}

const originalOf = (message: JsonObject): string => textOf(objectOf(message[textOf(message.type)]).original_message_id);

function said(message: JsonObject, { field, value }: Change, at: Date): IncomingMessage | null {
  const content = wholeContent(message);
  const from = personOf(message, value);
  const id = textOf(message.id);
  if (!content || !from.id) return null;
  const repliesTo = textOf(objectOf(message.context).id);
  return {
    kind: 'message',
    key: id,
    id,
    thread: from.id,
    ...(repliesTo ? { repliesTo: [repliesTo] } : {}),
    from: {
      id: from.id,
      ...(from.name ? { name: from.name } : {}),
      ...(from.phone ? { phone: `+${from.phone}` } : {}),
    },
    ...content,
    at,
    trust: 'platform',
    facts: { ...factsOf(from, value), ...referralOf(message) },
    reply: {},
    ...(field === 'standby' ? { isUnanswerable: true } : {}),
  };
}

function wholeContent(message: JsonObject): Content | null {
  const isCards = textOf(message.type) === 'contacts';
  const content = isCards ? { markdown: contactsText(message), files: [] } : contentOf(message);
  return content && (content.markdown || content.files.length > 0) ? content : null;
}

type Writer = { readonly id: string; readonly phone: string; readonly user: string; readonly name: string };

/** By phone number, which WhatsApp withholds of some who have a user name: they have an id within the business. */
function personOf(message: JsonObject, value: JsonObject): Writer {
  const phone = textOf(message.from);
  const named = textOf(message.from_user_id);
  const contacts = listOf(value.contacts).map(objectOf);
  const contact =
    contacts.find(({ wa_id: id }) => phone !== '' && textOf(id) === phone) ??
    contacts.find(({ user_id: id }) => named !== '' && textOf(id) === named) ??
    objectOf(contacts.length === 1 ? contacts[0] : null);
  const user = named || textOf(contact.user_id);
  const profile = objectOf(contact.profile);
  return { id: phone || user, phone, user, name: textOf(profile.name) || textOf(profile.username) };
}

function factsOf({ id, user }: Writer, value: JsonObject): JsonObject {
  return {
    whatsapp_phone_number_id: textOf(objectOf(value.metadata).phone_number_id),
    whatsapp_id: id,
    ...(user ? { whatsapp_user_id: user } : {}),
  };
}

/** The advertisement that somebody came by. */
function referralOf(message: JsonObject): JsonObject {
  const { source_url: url, headline } = objectOf(message.referral);
  return {
    ...(textOf(url) ? { whatsapp_ad_url: textOf(url) } : {}),
    ...(textOf(headline) ? { whatsapp_ad_headline: textOf(headline) } : {}),
  };
}

/** Written by the business in its own app, or by another program that shares the number. */
function echoOf(echo: JsonObject, now: Date): Read {
  const id = textOf(echo.id);
  const thread = textOf(echo.to) || textOf(echo.to_user_id);
  const at = momentOf(echo.timestamp, 1000, now);
  const type = textOf(echo.type);
  if (!id || !thread) return 'an echo without an id';
  const target = originalOf(echo);
  if (type === 'revoke' && target) return { kind: 'deleted', key: id, target, at };
  const content = wholeContent(echo);
  return content ? { kind: 'echo', key: id, id, thread, ...content, at } : `an echo of type ${type}`;
}
