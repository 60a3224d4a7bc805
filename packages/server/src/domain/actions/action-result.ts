import type { ActionOutcome } from '@parley/protocol';
import type { Json } from '../../lib/json.ts';
import type { OutsideOutcome } from '../../lib/outside-client.ts';
import type { HttpRequest } from './http-request.ts';
import { readAnswer } from './read-answer.ts';
import type { Redactor } from './redact.ts';
import type { RenderedRequest } from './render-request.ts';

/** What came of a request, without any secret. */
export type ActionResult = {
  readonly outcome: ActionOutcome;
  /** What went wrong, in a sentence. */
  readonly message: string | null;
  /** As it is shown; null where nothing was sent. */
  readonly request: RenderedRequest | null;
  readonly status: number | null;
  /** The whole answer; null where there is none. */
  readonly body: Json;
  readonly latencyMs: number | null;
};

/** A call that was refused before anything was sent. */
export const notSent = (
  outcome: 'invalid_arguments' | 'not_available' | 'missing_value',
  message: string,
): ActionResult => ({ outcome, message, request: null, status: null, body: null, latencyMs: null });

type Sent = {
  /** As it is shown. */
  readonly request: RenderedRequest;
  readonly came: OutsideOutcome;
  readonly redact: Redactor;
};

/** Reads what came back. A service that fails or answers nonsense is a result like any other. */
export function resultOf({ request, came, redact }: Sent): ActionResult {
  const sent = { request, latencyMs: came.ms, status: null, body: null };
  if (came.type === 'failed') return { ...sent, outcome: came.reason, message: redact.text(came.message) };
  const { status } = came;
  if (status >= 300 && status < 400) {
    const message = `The service answered with ${status}: it redirects without end, or to nowhere.`;
    return { ...sent, status, outcome: 'refused_by_service', message };
  }
  const read = readAnswer(came);
  if (read.type === 'unreadable') {
    return { ...sent, status, outcome: status < 300 ? 'unreadable' : 'refused_by_service', message: read.message };
  }
  const answered = { ...sent, status, body: redact.json(read.body) };
  if (status < 300) return { ...answered, outcome: 'ok', message: null };
  return { ...answered, outcome: 'refused_by_service', message: `The service answered with ${status}.` };
}

/** Whether a request may be made once more: its outcome is unknown, and it changes nothing. */
export const mayRetry = ({ method }: Pick<HttpRequest, 'method'>, came: OutsideOutcome): boolean =>
  method === 'GET' && came.type === 'failed' && came.reason === 'connect';
