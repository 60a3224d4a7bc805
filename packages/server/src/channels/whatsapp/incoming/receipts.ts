import type { Incoming } from '../../../domain/channels/channel.ts';
import { cutLine } from '../../../lib/cut-text.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { listOf, momentOf, objectOf, textOf } from '../../shared/loose-json.ts';
import { reasonOf } from '../failures.ts';

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;

/**
 * What has become of a message of ours, or what is ignored. Statuses come in any order and more than once.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function receiptOf(status: JsonObject, now: Date): Incoming | string {
  const target = textOf(status.id);
  const said = textOf(status.status);
  // A voice message that was played has been heard.
  const known = said === 'played' ? 'read' : STATUSES.find((name) => name === said);
  if (!target || !known) return `status ${said}`;
  const part = textOf(status.biz_opaque_callback_data);
  return {
    kind: 'receipt',
    key: `${target}:${said}`,
    target,
    ...(part ? { part } : {}),
    status: known,
    ...(known === 'failed' ? failureOf(objectOf(listOf(status.errors)[0])) : {}),
    at: momentOf(status.timestamp, 1000, now),
  };
}

function failureOf(error: JsonObject) {
  const code = Number(textOf(error.code));
  const words = [textOf(error.title) || textOf(error.message), textOf(objectOf(error.error_data).details)];
  const detail = words.filter((text, at) => text !== '' && words.indexOf(text) === at).join(': ');
  return { reason: reasonOf(code), ...(detail ? { detail: cutLine(`${detail} (${code})`, 500) } : {}) };
}
