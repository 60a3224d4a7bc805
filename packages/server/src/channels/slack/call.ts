import type { ChannelConfig, SendFailure, Sent } from '../../domain/channels/channel.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { OutsideError, type OutsideFetch } from '../../lib/outside-fetch.ts';
import { jsonBody } from '../shared/json-body.ts';
import { API_URL } from './definition.ts';
import { failureOf } from './failures.ts';
import { textOf } from './payload.ts';

/** What a call came to. `error` is Slack's own word for it, empty where it gave none. */
export type SlackAnswer =
  | { readonly ok: true; readonly body: JsonObject; readonly scopes: string | null }
  | (Extract<Sent, { readonly ok: false }> & { readonly error: string });

/** The address of the API, always with a slash at its end. */
export function apiUrlOf({ settings }: Pick<ChannelConfig, 'settings'>): URL {
  const set = settings.api_url;
  const address = typeof set === 'string' && URL.canParse(set) ? set : API_URL;
  return new URL(address.endsWith('/') ? address : `${address}/`);
}

/**
 * Calls a method of the Web API. Arguments go as a form, which each method takes (JSON is not for those that read); lists
 * and objects in it as JSON. Throws nothing that goes wrong outside.
 */
export async function callSlack(
  fetch: OutsideFetch,
  config: Pick<ChannelConfig, 'settings' | 'secrets'>,
  method: string,
  args: Readonly<Record<string, string | number | boolean | readonly object[] | undefined>> = {},
): Promise<SlackAnswer> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (value !== undefined) form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  try {
    const response = await fetch(new URL(method, apiUrlOf(config)), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${config.secrets.bot_token ?? ''}`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: form.toString(),
    });
    return answerOf(response, new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return failed('', ...outsideFailure(error));
  }
}

function answerOf({ status, headers }: Response, bytes: Uint8Array): SlackAnswer {
  const body = jsonBody(bytes);
  const told = isJsonObject(body) ? body : undefined;
  if (status === 200 && told?.ok === true) return { ok: true, body: told, scopes: headers.get('x-oauth-scopes') };
  const word = textOf(told, 'error');
  const error = /^[a-z0-9_]{1,80}$/.test(word) ? word : '';
  const seconds = Number(headers.get('retry-after'));
  if (status === 429 || error === 'ratelimited' || error === 'rate_limited') {
    const wait = seconds > 0 && seconds <= 86_400 ? { afterMs: Math.ceil(seconds * 1000) } : {};
    return { ...failed(error, 'retry', 'Slack takes no more messages for now.'), ...wait };
  }
  if (error) return failed(error, ...failureOf(error, textOf(told, 'needed')));
  if (status >= 500) return failed('', 'retry', `Slack answered ${status}.`);
  if (status === 401 || status === 403)
    return failed('', 'unauthorised', `Slack answered ${status}: the token is not good.`);
  // It was taken by something, and nobody said what became of it.
  if (status === 200) return failed('', 'unknown', 'The answer is not one of Slack: look at the address of the API.');
  return failed('', 'refused', `Slack answered ${status}: look at the address of the API.`);
}

function failed(error: string, failure: SendFailure, detail: string): Extract<SlackAnswer, { ok: false }> {
  return { ok: false, error, failure, detail };
}

/** What went wrong on the way. Messages of the client name hosts, never headers. */
export function outsideFailure(error: unknown): readonly [SendFailure, string] {
  if (!(error instanceof OutsideError)) return ['unknown', 'The call to Slack failed.'];
  if (error.isUnknown) return ['unknown', error.message];
  const isRefused = error.reason === 'refused_url' || error.reason === 'refused_address';
  return [isRefused ? 'refused' : 'retry', error.message];
}
