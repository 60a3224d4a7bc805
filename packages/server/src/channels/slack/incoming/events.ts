import type { Incoming, IncomingMessage } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { fileIds } from '../files.ts';
import { idOf, objectOf, stampOf, textOf, timeOf } from '../payload.ts';
import { type Context, messageId, openingOf, readMessage } from './message.ts';

/** What an event comes to, or the name of what nobody needs. */
export function readEvent(event: JsonObject, context: Context): Incoming | string {
  const type = textOf(event, 'type');
  if (type === 'app_home_opened') return readHome(event, context);
  if (type === 'assistant_thread_started') return readAssistant(event, context);
  if (type !== 'message' && type !== 'app_mention') return type || 'unknown';
  const subtype = textOf(event, 'subtype');
  if (subtype === 'message_changed') return readChange(event, context);
  if (subtype === 'message_deleted') return readDeletion(event, context);
  return readMessage(event, { ...context, channel: idOf(event, 'channel'), isMention: type === 'app_mention' });
}

/** Each visit is told; the first one opens the conversation, so that the key is the same for all. */
function readHome(event: JsonObject, context: Context): IncomingMessage | string {
  const [channel, user] = [idOf(event, 'channel'), idOf(event, 'user')];
  if (textOf(event, 'tab') !== 'messages' || !channel || !user) return 'app_home_opened';
  return openingOf({ channel, user, thread: '' }, context);
}

function readAssistant(event: JsonObject, context: Context): IncomingMessage | string {
  const started = objectOf(event, 'assistant_thread');
  const [channel, user] = [idOf(started, 'channel_id'), idOf(started, 'user_id')];
  const thread = stampOf(started, 'thread_ts');
  if (!channel || !user || !thread) return 'assistant_thread_started';
  return openingOf({ channel, user, thread }, context);
}

/** A link's preview and a reply in the thread change a message too, but not what its author said. */
function readChange(event: JsonObject, context: Context): Incoming | string {
  const now = objectOf(event, 'message');
  const before = objectOf(event, 'previous_message');
  const channel = idOf(event, 'channel');
  const stamp = stampOf(now, 'ts');
  if (!now || !stamp || !channel) return 'message.malformed';
  if (textOf(now, 'subtype') === 'tombstone') return deletion(event, context, stamp, before);
  const isSame = before
    ? textOf(now, 'text') === textOf(before, 'text') && fileIds(now) === fileIds(before)
    : !objectOf(now, 'edited');
  if (isSame) return 'message.unchanged';
  // Only the event says what kind of channel it is.
  const channelType = textOf(event, 'channel_type');
  const message = readMessage(
    { ...now, channel_type: channelType },
    { ...context, channel, isMention: false, isEdit: true },
  );
  if (typeof message === 'string') return message;
  const at = stampOf(objectOf(now, 'edited'), 'ts') || stampOf(event, 'event_ts');
  const key = eventKey(event, context, stamp);
  return { kind: 'edited', key, target: message.id, message, at: at ? timeOf(at) : context.at };
}

function readDeletion(event: JsonObject, context: Context): Incoming | string {
  const stamp = stampOf(event, 'deleted_ts');
  return stamp ? deletion(event, context, stamp, objectOf(event, 'previous_message')) : 'message.malformed';
}

function deletion(
  event: JsonObject,
  context: Context,
  stamp: string,
  before: JsonObject | undefined,
): Incoming | string {
  const channel = idOf(event, 'channel');
  if (!channel) return 'message.malformed';
  if (before?.bot_id || (context.bot && textOf(before, 'user') === context.bot)) return 'message.own';
  const at = stampOf(event, 'event_ts');
  const target = messageId(context.team, channel, stamp);
  return { kind: 'deleted', key: eventKey(event, context, stamp), target, at: at ? timeOf(at) : context.at };
}

const eventKey = (event: JsonObject, { eventId }: Context, stamp: string): string =>
  eventId || `${textOf(event, 'subtype')}:${idOf(event, 'channel')}:${stamp}:${stampOf(event, 'event_ts')}`;
