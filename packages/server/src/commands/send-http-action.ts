import { type ActionResult, mayRetry, notSent, resultOf } from '../domain/actions/action-result.ts';
import type { HttpRequest } from '../domain/actions/http-request.ts';
import { createRedactor } from '../domain/actions/redact.ts';
import { type RenderedRequest, renderRequest } from '../domain/actions/render-request.ts';
import type { Values } from '../domain/actions/values.ts';
import type { OutsideOutcome } from '../lib/outside-client.ts';
import type { Deps } from './deps.ts';
import { openActionSecrets } from './open-action-secrets.ts';

/** For one exchange, redirects and a second try included. */
export const ACTION_TIMEOUT_MS = 10_000;
const ANSWER_MAX_BYTES = 1024 * 1024;
const REDIRECTS_MAX = 3;

export type SendActionDeps = Pick<Deps, 'database' | 'secrets' | 'outside'>;

export type SendActionInput = {
  readonly agentId: string;
  readonly request: HttpRequest;
  readonly secretNames: readonly string[];
  readonly values: Omit<Values, 'secrets'>;
  /** Sent with what may change something, so that a service can tell a repetition from a second order. */
  readonly idempotencyKey: string;
  /** Where less time is left than usual. */
  readonly timeoutMs?: number;
};

/**
 * Sends the request of an action with the values of a call, through the one door to the outside. Whatever goes wrong is
 * told and not thrown. What it gives holds no secret, even where the service has repeated one.
 */
export async function sendHttpAction(deps: SendActionDeps, input: SendActionInput): Promise<ActionResult> {
  const { request } = input;
  const secrets = await openActionSecrets(deps, input);
  const rendering = renderRequest(request, { ...input.values, secrets });
  if (rendering.type === 'refused') return notSent('missing_value', rendering.message);
  const withHeaders = (rendered: RenderedRequest) => completed(rendered, input.idempotencyKey);
  const came = await send(deps, withHeaders(rendering.sent), input.timeoutMs ?? ACTION_TIMEOUT_MS);
  return resultOf({ request: withHeaders(rendering.shown), came, redact: createRedactor(secrets) });
}

/** With the headers that every request has; those of the action go before. */
function completed(rendered: RenderedRequest, idempotencyKey: string): RenderedRequest {
  const headers = {
    accept: 'application/json',
    'user-agent': 'Parley',
    ...(rendered.body === null ? {} : { 'content-type': 'application/json' }),
    ...(rendered.method === 'GET' ? {} : { 'idempotency-key': idempotencyKey }),
    ...rendered.headers,
  };
  return { ...rendered, headers };
}

async function send(
  { outside }: SendActionDeps,
  { method, url, headers, body }: RenderedRequest,
  withinMs: number,
): Promise<OutsideOutcome> {
  const attempt = (timeoutMs: number) =>
    outside.send({
      url,
      method,
      headers,
      ...(body === null ? {} : { body }),
      timeoutMs,
      maxBytes: ANSWER_MAX_BYTES,
      whenLonger: 'fail',
      maxRedirects: REDIRECTS_MAX,
      staysOnOrigin: true,
    });
  const came = await attempt(withinMs);
  const leftMs = withinMs - came.ms;
  // What writes is never sent twice: nobody knows whether the first one arrived.
  return mayRetry({ method }, came) && leftMs > 0 ? attempt(leftMs) : came;
}
