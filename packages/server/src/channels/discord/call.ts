import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { OutsideError, type OutsideFetch } from '../../lib/outside-fetch.ts';
import type { App } from './definition.ts';

/** What Discord, or the way to it, says against a call. `code` is Discord's own, 0 for none. */
export type Failure = {
  /** Null where Discord was not reached. */
  readonly status: number | null;
  readonly code: number;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly outside?: OutsideError;
};
export type Answer =
  | { readonly ok: true; readonly json: JsonObject }
  | { readonly ok: false; readonly failure: Failure };

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** From the API's address on, with its slash. */
  readonly path: string;
  readonly json?: unknown;
  readonly form?: FormData;
};

/** One call of Discord's API. What goes wrong is told and not thrown. */
export async function call({ token, apiUrl, home }: App, fetch: OutsideFetch, asked: Call): Promise<Answer> {
  const { method, path, json, form } = asked;
  const content = json === undefined ? {} : { 'content-type': 'application/json' };
  try {
    const response = await fetch(apiUrl + path, {
      method,
      headers: { authorization: `Bot ${token}`, 'user-agent': `DiscordBot (${home}, 1)`, ...content },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: form }),
    });
    const body = jsonOf(await response.text());
    if (response.ok) return { ok: true, json: body };
    return { ok: false, failure: failureOf(response, body, token) };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { ok: false, failure: { status: null, code: 0, message: error.message, outside: error } };
  }
}

function failureOf({ status, headers }: Response, body: JsonObject, token: string): Failure {
  const { code, message, retry_after: after } = body;
  const seconds = typeof after === 'number' ? after : Number(headers.get('retry-after') ?? Number.NaN);
  const said = typeof message === 'string' && message !== '' ? message : `status ${status}`;
  return {
    status,
    code: typeof code === 'number' ? code : 0,
    message: (token === '' ? said : said.replaceAll(token, '…')).slice(0, 300),
    ...(status === 429 && seconds > 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {}),
  };
}

function jsonOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
