import type { ChannelConfig, Delivery, Received } from '../../../domain/channels/channel.ts';
import { jsonBody } from '../../shared/json-body.ts';
import { isSameSecret } from '../../shared/same-secret.ts';
import { botOf } from '../definition.ts';
import { readEdit, readMessage } from './incoming.ts';
import { updateSchema } from './update.ts';

/** The header by which Telegram shows the secret that `setWebhook` told it. */
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** An update as facts. What is of no use is named, and never fails. */
export function receive(delivery: Delivery, config: ChannelConfig, now: Date): Received {
  if (!isSameSecret(delivery.headers.get(SECRET_HEADER), config.secrets.secret_token)) {
    return { kind: 'refused', status: 401 };
  }
  const body = jsonBody(delivery.body);
  if (body === undefined) return { kind: 'refused', status: 400 };
  const parsed = updateSchema.safeParse(body);
  if (!parsed.success) return { kind: 'facts', facts: [], ignored: ['not an update'] };
  const { update_id: id, message, edited_message: edited } = parsed.data;
  const bot = botOf(config);
  const read = message
    ? readMessage(message, String(id), bot, now)
    : edited
      ? readEdit(edited, String(id), bot, now)
      : ({ kind: 'ignored', why: otherKind(body) } as const);
  if (read.kind === 'ignored') return { kind: 'facts', facts: [], ignored: [read.why] };
  return { kind: 'facts', facts: [read], ignored: [] };
}

/** What an update is of, as it names it. */
function otherKind(body: unknown): string {
  const name = Object.keys(body as object).find((key) => key !== 'update_id');
  return name?.replaceAll(/\W/g, '').slice(0, 40) || 'empty update';
}
