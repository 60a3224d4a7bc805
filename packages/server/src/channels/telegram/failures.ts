import type { SendFailure, Sent } from '../../domain/channels/channel.ts';
import { OutsideError } from '../../lib/outside-fetch.ts';

/** What Telegram or the way to it says against a call. `code` is that of the Bot API, null where it was not reached. */
export type Failure = {
  readonly code: number | null;
  readonly description: string;
  readonly retryAfterMs?: number;
  readonly newChatId?: number;
  readonly outside?: OutsideError;
};

/** What grammY throws, read. The token is in the address that is called, and is taken out of whatever is said. */
export function failureOf(error: unknown, token: string): Failure {
  const { error_code: code, description, parameters, error: inner } = (error ?? {}) as Thrown;
  const outside = [error, inner].find((thrown) => thrown instanceof OutsideError);
  const safe = (text: string): string => (token === '' ? text : text.replaceAll(token, '…')).slice(0, 300);
  if (outside) return { code: null, description: safe(outside.message), outside };
  if (typeof code !== 'number') return { code: null, description: 'The call failed.' };
  return {
    code,
    description: safe(typeof description === 'string' ? description : `error ${code}`),
    ...(parameters?.retry_after === undefined ? {} : { retryAfterMs: parameters.retry_after * 1000 }),
    ...(parameters?.migrate_to_chat_id === undefined ? {} : { newChatId: parameters.migrate_to_chat_id }),
  };
}

type Thrown = {
  readonly error_code?: unknown;
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  readonly error?: unknown;
};

/** A failure as the outcome of sending. */
export function sentOf(failure: Failure): Sent & { readonly ok: false } {
  const { description, retryAfterMs } = failure;
  const detail = failure.code === null ? description : `Telegram: ${description}`;
  const afterMs = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
  return { ok: false, failure: kindOf(failure), ...afterMs, detail };
}

/** https://core.telegram.org/bots/api#making-requests */
function kindOf({ code, outside }: Failure): SendFailure {
  if (outside) {
    if (outside.isUnknown) return 'unknown';
    return outside.reason === 'refused_url' || outside.reason === 'refused_address' ? 'refused' : 'retry';
  }
  // It was taken by something that does not say what it did.
  if (code === null || code < 400) return 'unknown';
  if (code === 429 || code >= 500) return 'retry';
  if (code === 401 || code === 404) return 'unauthorised';
  return code === 403 ? 'blocked' : 'refused';
}

/** Whether Telegram could not read the marks of a text, which may then be sent without. */
export const isUnreadable = ({ code, description }: Failure): boolean =>
  code === 400 && /can't parse entities|unsupported start tag|can't find end/i.test(description);
