import type { ChannelConfig, Delivery, Received } from '../../../domain/channels/channel.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { storableText } from '../../../lib/storable-text.ts';
import { jsonBody } from '../../shared/json-body.ts';
import { CHANNEL_MODES } from '../definition.ts';
import { idOf, objectOf, objectsOf, textOf } from '../payload.ts';
import { readEvent } from './events.ts';
import type { Context } from './message.ts';
import { isSigned } from './verify.ts';

/**
 * What Slack delivered: a challenge is answered, and one event makes at most one fact. A repeated delivery is read like
 * the first, as it may be the only one that arrives. https://docs.slack.dev/apis/events-api
 */
export function receive(delivery: Delivery, config: ChannelConfig, now: Date): Received {
  if (!isSigned(delivery, config.secrets.signing_secret, now)) return { kind: 'refused', status: 401 };
  if (isForm(delivery)) return ignored('interaction');
  const payload = jsonBody(delivery.body);
  if (payload === undefined) return { kind: 'refused', status: 400 };
  if (!isJsonObject(payload)) return ignored('unknown');
  const type = textOf(payload, 'type');
  if (type === 'url_verification') {
    return { kind: 'answer', body: textOf(payload, 'challenge').slice(0, 1_000), type: 'text/plain' };
  }
  const event = objectOf(payload, 'event');
  if (type !== 'event_callback' || !event) return ignored(type || 'unknown');
  const appId = config.settings.app_id;
  if (typeof appId === 'string' && appId && appId !== textOf(payload, 'api_app_id')) return ignored('another app');
  const read = readEvent(event, contextOf(payload, config, now));
  return typeof read === 'string' ? ignored(read) : { kind: 'facts', facts: [read], ignored: [] };
}

const ignored = (what: string): Received => ({ kind: 'facts', facts: [], ignored: [storableText(what).slice(0, 100)] });

/** Buttons and slash commands come as forms: nobody has been given any. */
const isForm = ({ headers }: Delivery): boolean =>
  (headers.get('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

/**
 * Each delivery names the bot and the workspace that it is for, so that no setting is needed for them: in a channel that is
 * shared with others `team_id` may be theirs.
 */
function contextOf(payload: JsonObject, { settings }: ChannelConfig, now: Date): Context {
  const authorized = objectsOf(payload, 'authorizations').find(({ is_bot }) => is_bot === true);
  const seconds = payload.event_time;
  const isTime = typeof seconds === 'number' && seconds > 0 && seconds < 1e11;
  return {
    team: idOf(authorized, 'team_id') || idOf(payload, 'context_team_id') || idOf(payload, 'team_id') || 'unknown',
    bot: idOf(settings, 'bot_user_id') || idOf(authorized, 'user_id') || null,
    eventId: idOf(payload, 'event_id'),
    at: isTime ? new Date(seconds * 1000) : now,
    channels: CHANNEL_MODES.find((mode) => mode === settings.channels) ?? 'mentions',
  };
}
