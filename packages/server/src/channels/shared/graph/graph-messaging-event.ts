import type { Incoming, IncomingMessage } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { listOf, momentOf, objectOf, textOf } from '../loose-json.ts';
import { type AttachmentText, attachmentsOf } from './graph-messaging-content.ts';

/** What is known of an event before it is read. */
export type EventContext = {
  readonly platform: 'messenger' | 'instagram';
  /** The page or account that it concerns. */
  readonly account: string;
  /** What our own messages carry (`ownWord`), up to the part's id. */
  readonly ownPrefix: string;
  /** Another program has the thread. */
  readonly isStandby: boolean;
  readonly now: Date;
};

type Told = Incoming | string;
type Event = { readonly event: JsonObject; readonly thread: string; readonly at: Date; readonly context: EventContext };

/**
 * One event of Messenger or Instagram as facts, or what is ignored.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events
 */
export function eventFacts(event: JsonObject, context: EventContext): readonly Told[] {
  const isEcho = objectOf(event.message).is_echo === true;
  const thread = textOf(objectOf(isEcho ? event.recipient : event.sender).id);
  if (!thread) return ['an event of nobody'];
  const read: Event = { event, thread, at: momentOf(event.timestamp, 1, context.now), context };
  const [, reader] = READERS.find(([name]) => event[name] !== undefined) ?? [];
  return reader?.(read) ?? [`an event with ${Object.keys(event).sort().join(', ')}`];
}

/** What goes along with a message of ours: its echo names the channel and the part that it was. */
export const ownWord = (channelId: string, partId: string): string => `parley:${channelId}:${partId}`;

const READERS: readonly (readonly [string, (event: Event) => readonly Told[]])[] = [
  ['message', (event) => [messageTold(event)]],
  ['message_edit', (event) => [editTold(event)]],
  ['postback', (event) => [postbackTold(event)]],
  ['delivery', deliveryTold],
  ['read', (event) => [readTold(event)]],
  ['reaction', () => ['a reaction']],
  ['referral', (event) => [referralTold(event)]],
];

function messageTold(read: Event): Told {
  const message = objectOf(read.event.message);
  const id = textOf(message.mid);
  if (!id) return 'a message without an id';
  if (message.is_echo === true) return echoTold(read, message, id);
  if (message.is_deleted === true) return { kind: 'deleted', key: `${id}:deleted`, target: id, at: read.at };
  const content = contentOf(message);
  if (!content) return 'an empty message';
  const repliesTo = textOf(objectOf(message.reply_to).mid);
  return {
    ...said(read, { key: id, id, content }),
    ...(repliesTo ? { repliesTo: [repliesTo] } : {}),
    facts: { ...factsOf(read), ...referralFacts(objectOf(message.referral), read) },
  };
}

const UNSUPPORTED: AttachmentText = { markdown: '[unsupported message]', files: [] };

function contentOf(message: JsonObject): AttachmentText | null {
  if (message.is_unsupported === true) return UNSUPPORTED;
  const attached = attachmentsOf(listOf(message.attachments));
  const markdown = [textOf(message.text), attached.markdown].filter(Boolean).join('\n\n');
  if (markdown || attached.files.length > 0) return { markdown, files: attached.files };
  return listOf(message.attachments).length > 0 ? UNSUPPORTED : null;
}

function said(
  { thread, at, context, ...read }: Event,
  { key, id, content }: { readonly key: string; readonly id: string; readonly content: AttachmentText },
): IncomingMessage {
  return {
    kind: 'message',
    key,
    id,
    thread,
    from: { id: thread },
    ...content,
    at,
    trust: 'platform',
    facts: factsOf({ thread, at, context, ...read }),
    reply: {},
    ...(context.isStandby ? { isUnanswerable: true } : {}),
  };
}

const factsOf = ({ thread, context: { platform, account } }: Event): JsonObject => ({
  [`${platform}_id`]: thread,
  [platform === 'messenger' ? 'messenger_page_id' : 'instagram_account_id']: account,
});

/** The link or the advertisement that somebody came by. */
function referralFacts(referral: JsonObject, { context: { platform } }: Event): JsonObject {
  const told = {
    ref: textOf(referral.ref),
    ad_id: textOf(referral.ad_id),
    ad_title: textOf(objectOf(referral.ads_context_data).ad_title),
  };
  const known = Object.entries(told).filter(([, text]) => text !== '');
  return Object.fromEntries(known.map(([name, text]) => [`${platform}_${name}`, text]));
}

function echoTold({ thread, at, context }: Event, message: JsonObject, id: string): Told {
  const word = textOf(message.metadata);
  if (word.startsWith(context.ownPrefix)) {
    const part = word.slice(context.ownPrefix.length);
    return { kind: 'receipt', key: `${id}:sent`, target: id, ...(part ? { part } : {}), status: 'sent', at };
  }
  const content = contentOf(message);
  return content ? { kind: 'echo', key: id, id, thread, ...content, at } : 'an empty echo';
}

function editTold(read: Event): Told {
  const { mid, text, num_edit: count } = objectOf(read.event.message_edit);
  const target = textOf(mid);
  const markdown = textOf(text);
  if (!target || !markdown) return 'an edit that says nothing';
  const message = said(read, { key: target, id: target, content: { markdown, files: [] } });
  return { kind: 'edited', key: `${target}:edit:${textOf(count)}`, target, message, at: read.at };
}

/** A button's press is said as its title; Get Started only opens the conversation. */
function postbackTold(read: Event): Told {
  const postback = objectOf(read.event.postback);
  const payload = textOf(postback.payload);
  const referral = objectOf(postback.referral);
  const id = textOf(postback.mid) || `${read.thread}:${read.at.getTime()}:postback`;
  const opens = /^get_?started/i.test(payload) || referral.ref !== undefined;
  const markdown = textOf(postback.title) || (opens ? '' : payload);
  if (!markdown && !opens) return 'an empty postback';
  return {
    ...said(read, { key: id, id, content: { markdown, files: [] } }),
    facts: { ...factsOf(read), ...referralFacts(referral, read) },
    ...(opens ? { opens: { payload: textOf(referral.ref) || payload || null } } : {}),
  };
}

/** A link with a word of ours, or an advertisement, that leads to a conversation which is there already. */
function referralTold(read: Event): Told {
  const referral = objectOf(read.event.referral);
  const id = `${read.thread}:${read.at.getTime()}:referral`;
  return {
    ...said(read, { key: id, id, content: { markdown: '', files: [] } }),
    facts: { ...factsOf(read), ...referralFacts(referral, read) },
    opens: { payload: textOf(referral.ref) || null },
  };
}

function deliveryTold({ event, thread, context }: Event): readonly Told[] {
  const { mids, watermark } = objectOf(event.delivery);
  const at = momentOf(watermark, 1, context.now);
  const named = listOf(mids).map(textOf).filter(Boolean);
  if (named.length > 0) {
    return named.map((mid) => ({ kind: 'receipt', key: `${mid}:delivered`, target: mid, status: 'delivered', at }));
  }
  const key = `${thread}:${textOf(watermark)}:delivered`;
  return textOf(watermark)
    ? [{ kind: 'receipt', key, target: { thread, upTo: at }, status: 'delivered', at }]
    : ['an empty delivery'];
}

/** Messenger tells up to when was read, Instagram which message. */
function readTold({ event, thread, at, context }: Event): Told {
  const { mid, watermark } = objectOf(event.read);
  const target = textOf(mid);
  if (target) return { kind: 'receipt', key: `${target}:read`, target, status: 'read', at };
  if (!textOf(watermark)) return 'an empty receipt';
  const upTo = momentOf(watermark, 1, context.now);
  const key = `${thread}:${textOf(watermark)}:read`;
  return { kind: 'receipt', key, target: { thread, upTo }, status: 'read', at };
}
