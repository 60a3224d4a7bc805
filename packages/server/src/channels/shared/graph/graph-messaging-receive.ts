import type { ChannelConfig, Delivery, Received } from '../../../domain/channels/channel.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { jsonBody } from '../json-body.ts';
import { listOf, objectOf, textOf } from '../loose-json.ts';
import { type EventContext, eventFacts, ownWord } from './graph-messaging-event.ts';
import { answerUnread } from './graph-signature.ts';

type Account = { readonly platform: EventContext['platform']; readonly account: string };

/** Verifies a delivery of Messenger or Instagram, and reads all events that it holds for this page or account. */
export function receiveMessaging(
  delivery: Delivery,
  config: ChannelConfig,
  { platform, account, now }: Account & { readonly now: Date },
): Received {
  const answer = answerUnread(delivery, config);
  if (answer) return answer;
  const entries = listOf(objectOf(jsonBody(delivery.body)).entry).map(objectOf);
  const context = { platform, account, ownPrefix: ownWord(config.id, ''), now };
  const told = entries.flatMap((entry) => {
    const id = textOf(entry.id);
    if (id !== account) return [`of another account: ${id || 'none'}`];
    return [
      ...eventsOf(entry).flatMap((event) => eventFacts(event, { ...context, isStandby: false })),
      ...listOf(entry.standby).flatMap((event) => eventFacts(objectOf(event), { ...context, isStandby: true })),
    ];
  });
  return {
    kind: 'facts',
    facts: told.filter((fact) => typeof fact !== 'string'),
    ignored: entries.length === 0 ? ['without entries'] : told.filter((fact) => typeof fact === 'string'),
  };
}

/** Events stand in `messaging`; those that the app dashboard sends for a test stand in `changes`. */
function eventsOf(entry: JsonObject): readonly JsonObject[] {
  const changes = listOf(entry.changes).map(objectOf);
  const messages = changes.filter(({ field }) => /^messag/.test(textOf(field)));
  return [...listOf(entry.messaging).map(objectOf), ...messages.map(({ value }) => objectOf(value))];
}
