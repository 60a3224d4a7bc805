import type { Attempt } from '../domain/webhook/attempt.ts';
import { ATTEMPT_TIMEOUT_MS } from '../domain/webhook/retry-schedule.ts';
import type { OutsideOutcome } from '../lib/outside-client.ts';
import { storableText } from '../lib/storable-text.ts';
import { type SignedDelivery, webhookHeaders } from '../presenters/webhook-request.ts';
import type { Deps } from './deps.ts';

/** Of an answer so much is kept, and of its headers these. */
const BODY_MAX_BYTES = 16 * 1024;
const KEPT_HEADERS = ['content-type', 'content-length', 'date', 'server', 'location', 'retry-after', 'x-request-id'];
const HEADER_MAX = 500;

export type Sending = SignedDelivery & {
  readonly url: string;
  /** Sealed. */
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  readonly timeoutMs?: number;
};

/** Makes one attempt at a delivery, signed for this moment. Whatever goes wrong outside is told and not thrown. */
export async function attemptDelivery(
  { outside, secrets, clock }: Pick<Deps, 'outside' | 'secrets' | 'clock'>,
  sending: Sending,
): Promise<Attempt> {
  const at = clock.now();
  const { previousSecret, previousSecretUntil } = sending;
  const isOverlap = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > at;
  const sealed = [sending.secret, ...(isOverlap ? [previousSecret] : [])];
  const outcome = await outside.send({
    url: sending.url,
    method: 'POST',
    headers: webhookHeaders(
      sending,
      sealed.map((secret) => secrets.open(secret)),
      at,
    ),
    body: sending.body,
    timeoutMs: sending.timeoutMs ?? ATTEMPT_TIMEOUT_MS,
    maxBytes: BODY_MAX_BYTES,
  });
  return attemptOf(outcome, at);
}

function attemptOf(outcome: OutsideOutcome, at: Date): Attempt {
  const common = { at, durationMs: outcome.ms };
  if (outcome.type === 'failed') {
    const { reason, message } = outcome;
    return { ...common, outcome: reason, message, status: null, headers: null, body: null, isCut: false };
  }
  const { status, headers, body, isCut } = outcome;
  const isOk = status >= 200 && status < 300;
  return {
    ...common,
    outcome: isOk ? 'ok' : 'refused_by_receiver',
    message: isOk ? null : `The receiver answered with ${status}.`,
    status,
    headers: keptHeaders(headers),
    body: storableText(body.toString('utf8')),
    isCut,
  };
}

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, storableText(value).slice(0, HEADER_MAX)]];
    }),
  );
}
