import { createHmac } from 'node:crypto';
import type { ChannelConfig } from '../../../domain/channels/channel.ts';
import { cutLine } from '../../../lib/cut-text.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { OutsideFetch } from '../../../lib/outside-fetch.ts';
import { jsonBody } from '../json-body.ts';
import { objectOf, textOf } from '../loose-json.ts';

/** Named in each call, so that nothing changes under us. Meta serves a version for about two years. */
const GRAPH_VERSION = 'v25.0';
export const GRAPH_URL = 'https://graph.facebook.com';

/** What the Graph API says of a call that it did not do. */
export type GraphError = {
  readonly status: number;
  /** Meta's own code; 0 where the answer has none. */
  readonly code: number;
  readonly subcode: number;
  /** A sentence for people, without the token. */
  readonly detail: string;
  /** From `Retry-After`. */
  readonly afterMs?: number;
};

export type GraphAnswer =
  | { readonly ok: true; readonly json: JsonObject }
  | { readonly ok: false; readonly error: GraphError };

/** Calls of the Graph API with one token. Each throws OutsideError where no answer came. */
export type GraphClient = {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<GraphAnswer>;
  post(path: string, body: JsonObject): Promise<GraphAnswer>;
  postForm(path: string, form: FormData): Promise<GraphAnswer>;
};

/**
 * A client for a channel: its `api_url` (which may name another version as the end of its path), and the token that `tokenKey`
 * names among its secrets. Calls carry the proof that the caller knows the app's secret, which apps can insist on.
 */
export function graphClient(fetch: OutsideFetch, config: ChannelConfig, tokenKey: string): GraphClient {
  const token = config.secrets[tokenKey] ?? '';
  const headers = { authorization: `Bearer ${token}` };
  const proof = createHmac('sha256', config.secrets.app_secret ?? '')
    .update(token)
    .digest('hex');

  const call = async (path: string, init: RequestInit, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(`${baseUrl(config)}${path}`);
    for (const [name, value] of Object.entries({ ...query, appsecret_proof: proof })) url.searchParams.set(name, value);
    return answerOf(await fetch(url, init), token);
  };
  return {
    get: (path, query) => call(path, { headers }, query),
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    postForm: (path, form) => call(path, { method: 'POST', headers, body: form }),
  };
}

/** The origin that a channel's calls go to. */
export const apiOrigin = (config: ChannelConfig): string => new URL(baseUrl(config)).origin;

function baseUrl({ settings }: ChannelConfig): string {
  const given = (textOf(settings.api_url) || GRAPH_URL).replace(/\/+$/, '');
  return /\/v\d+\.\d+$/.test(given) ? given : `${given}/${GRAPH_VERSION}`;
}

async function answerOf(response: Response, token: string): Promise<GraphAnswer> {
  const json = objectOf(jsonBody(new Uint8Array(await response.arrayBuffer())));
  if (response.ok && json.error === undefined) return { ok: true, json };
  const error = objectOf(json.error);
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return {
    ok: false,
    error: {
      status: response.status,
      code: numberOf(error.code),
      subcode: numberOf(error.error_subcode),
      detail: detailOf(response.status, error, token),
      ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}),
    },
  };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function detailOf(status: number, error: JsonObject, token: string): string {
  const said = [error.message, objectOf(error.error_data).details ?? error.error_user_msg]
    .map(textOf)
    .filter((text, at, all) => text !== '' && all.indexOf(text) === at);
  const trace = textOf(error.fbtrace_id);
  const words = said.length > 0 ? said.join(': ') : `Meta answered with status ${status}.`;
  return cutLine(withoutToken(trace ? `${words} (trace ${trace})` : words, token), 500);
}

/** Meta repeats a token that it cannot read in what it says of it. */
function withoutToken(text: string, token: string): string {
  const cut = token ? text.replaceAll(token, '…') : text;
  return cut.replace(/\bEAA[A-Za-z0-9]{12,}/g, '…');
}
