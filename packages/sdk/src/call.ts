import { ENDPOINT_TABLE } from '@parley/protocol';
import type { BodyInputOf, EndpointById, EndpointId, ParamsInputOf, QueryInputOf, ReplyOf } from '@parley/protocol/api';
import { apiErrorOf } from './api-error.ts';

export type ClientOptions = {
  /** Where the installation answers, such as `https://chat.example.com`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Instead of the platform's own `fetch`. */
  readonly fetch?: typeof fetch;
};

/** Where requests go: with a token to the published paths, or with a session's cookie to where they stand for people. */
export type Transport = Omit<ClientOptions, 'token'> & {
  readonly token?: string;
  /** Where the endpoint of a published path stands; there itself unless given. */
  readonly place?: (path: string) => string;
};

/** A query value as programs have it; the client writes it as the server reads it. */
type Loose<V> = string extends V ? V | number | Date : V;
type QueryArgs<Id extends EndpointId> = {
  readonly [K in keyof QueryInputOf<EndpointById<Id>>]: Loose<QueryInputOf<EndpointById<Id>>[K]>;
};
type BodyArgs<Id extends EndpointId> =
  EndpointById<Id> extends { readonly bodyType: 'multipart/form-data' } ? FormData : BodyInputOf<EndpointById<Id>>;

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : keyof Value extends never
    ? unknown
    : { readonly [N in Name]: Value };

/** What a call takes: `params` and `body` where the endpoint has them, `query` always optional, and what HTTP adds. */
export type CallInput<Id extends EndpointId> = Part<'params', ParamsInputOf<EndpointById<Id>>> &
  Part<'body', BodyArgs<Id>> & {
    readonly query?: Partial<QueryArgs<Id>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
    /** Gets the answer's headers, such as the version in `etag`; not called for refusals. */
    readonly onHeaders?: (headers: Headers) => void;
  };

export type Call = <Id extends EndpointId>(id: Id, input: CallInput<Id>) => Promise<ReplyOf<EndpointById<Id>>>;

type RawInput = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly onHeaders?: (headers: Headers) => void;
};

/** One typed function for every endpoint. It throws ApiError for every answer that is not 2xx. */
export const createCall =
  (options: Transport): Call =>
  async <Id extends EndpointId>(id: Id, input: CallInput<Id>) => {
    const response = await send(options, id, input);
    // What the server sends is held against the same schemas by its own tests, so the client does not parse it again.
    return (await response.json()) as ReplyOf<EndpointById<Id>>;
  };

/** Sends a request and hands back the answer unread; throws ApiError if it is a refusal. */
export async function send(options: Transport, id: EndpointId, input: RawInput): Promise<Response> {
  const { method, path } = ENDPOINT_TABLE[id];
  const form = input.body instanceof FormData;
  const request: RequestInit = {
    method,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(input.body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...input.headers,
    },
    ...(input.body === undefined
      ? {}
      : { body: input.body instanceof FormData ? input.body : JSON.stringify(input.body) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  };
  const url = `${options.baseUrl.replace(/\/+$/, '')}${fill(options.place?.(path) ?? path, input.params ?? {})}${queryString(input.query ?? {})}`;
  const response = await (options.fetch ?? fetch)(url, request);
  if (!response.ok) throw await apiErrorOf(response);
  input.onHeaders?.(response.headers);
  return response;
}

const fill = (path: string, params: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

function queryString(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      search.append(name, one instanceof Date ? one.toISOString() : String(one));
    }
  }
  return search.size === 0 ? '' : `?${search}`;
}
