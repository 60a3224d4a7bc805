import type { ChannelConfig, Delivery, Received } from '../../../domain/channels/channel.ts';
import { jsonBody } from '../../shared/json-body.ts';
import { type App, appOf } from '../definition.ts';
import { deletedSchema, dispatchSchema, interactionSchema, messageSchema } from '../payload.ts';
import { type Read, readCommand, readEdit, readMessage } from './incoming.ts';
import { isSigned } from './verify.ts';

/** The method of what came over the gateway. No request has it: the connection is ours, and what comes is not signed. */
export const GATEWAY_METHOD = 'GATEWAY';

/** Kinds of interactions, and of answers to them. https://docs.discord.com/developers/interactions/receiving-and-responding */
const PING = 1;
const COMMAND = 2;
const AUTOCOMPLETE = 4;
const PONG = { type: 1 };
/** «… is thinking», until it is answered: for a command that takes its time. */
export const DEFERRED = { type: 5 };
const UNKNOWN = { type: 4, data: { content: 'Nobody knows this command any more.', flags: 64 } };

/** Interactions (signed, by webhook) and events of the gateway as facts. */
export function receive(delivery: Delivery, config: ChannelConfig, now: Date): Received {
  const app = appOf(config);
  if (delivery.method === GATEWAY_METHOD) return dispatched(delivery, app, now);
  if (!isSigned(delivery, app.publicKey, now)) return { kind: 'refused', status: 401 };
  const parsed = interactionSchema.safeParse(jsonBody(delivery.body));
  if (!parsed.success) return { kind: 'refused', status: 400 };
  const { type } = parsed.data;
  if (type === PING) return answerOf(PONG);
  if (type === AUTOCOMPLETE) return answerOf({ type: 8, data: { choices: [] } });
  const message = type === COMMAND ? readCommand(parsed.data, now) : null;
  if (!message) return answerOf(UNKNOWN);
  return {
    kind: 'facts',
    facts: [message],
    ignored: [],
    body: { text: JSON.stringify(DEFERRED), type: 'application/json' },
  };
}

const answerOf = (body: unknown): Received => ({
  kind: 'answer',
  body: JSON.stringify(body),
  type: 'application/json',
});

function dispatched({ body }: Delivery, app: App, now: Date): Received {
  const parsed = dispatchSchema.safeParse(jsonBody(body));
  const read: Read = parsed.success
    ? readEvent(parsed.data.t, parsed.data.d, app, parsed.data.own_thread === true, now)
    : { kind: 'ignored', why: 'not an event' };
  return read.kind === 'ignored'
    ? { kind: 'facts', facts: [], ignored: [read.why] }
    : { kind: 'facts', facts: [read], ignored: [] };
}

function readEvent(name: string, data: unknown, app: App, isOwnThread: boolean, now: Date): Read {
  if (name === 'MESSAGE_CREATE' || name === 'MESSAGE_UPDATE') {
    const message = messageSchema.safeParse(data);
    if (!message.success) return { kind: 'ignored', why: `${name} without a message` };
    return (name === 'MESSAGE_CREATE' ? readMessage : readEdit)(message.data, app, isOwnThread, now);
  }
  if (name === 'MESSAGE_DELETE') {
    const gone = deletedSchema.safeParse(data);
    if (gone.success) return { kind: 'deleted', key: `${gone.data.id}:deleted`, target: gone.data.id, at: now };
  }
  if (name === 'INTERACTION_CREATE') {
    const interaction = interactionSchema.safeParse(data);
    const message =
      interaction.success && interaction.data.type === COMMAND ? readCommand(interaction.data, now) : null;
    if (message) return message;
  }
  return { kind: 'ignored', why: name.replaceAll(/\W/g, '').slice(0, 40) || 'event without a name' };
}
