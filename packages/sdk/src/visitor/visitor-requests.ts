import type { BodyInputOf, EndpointById, EndpointId, ReplyOf } from '@parley/protocol/api';
import { ApiError, flatErrorOf } from '../api-error.ts';
import { plainJson } from './plain-json.ts';

/** Method and path of each endpoint that visitors use: the whole table would be carried into every site's page. */
const CALLS = {
  'get-widget-config': ['GET', '/widget/config/{scenario_id}'],
  'start-visitor-session': ['POST', '/widget/sessions'],
  'forget-visitor': ['DELETE', '/widget/visitor'],
  'list-visitor-conversations': ['GET', '/widget/conversations'],
  'send-visitor-message': ['POST', '/widget/messages'],
  'follow-visitor-conversation': ['GET', '/widget/conversations/{id}/events'],
  'signal-visitor-typing': ['POST', '/widget/conversations/{id}/typing'],
  'mark-visitor-seen': ['POST', '/widget/conversations/{id}/seen'],
  'ask-for-person': ['POST', '/widget/conversations/{id}/handoff'],
  'set-visitor-metadata': ['PATCH', '/widget/conversations/{id}/metadata'],
  'update-visitor': ['PATCH', '/widget/conversations/{id}/visitor'],
  'mail-transcript': ['POST', '/widget/conversations/{id}/transcript'],
  'rate-message': ['PUT', '/widget/conversations/{id}/messages/{ord}/feedback'],
  'rate-conversation': ['PUT', '/widget/conversations/{id}/rating'],
  'upload-visitor-file': ['POST', '/widget/files'],
} as const satisfies {
  [Id in EndpointId]?: readonly [EndpointById<Id>['method'], EndpointById<Id>['path']];
};
export type VisitorCallId = keyof typeof CALLS;

export type VisitorRequest<Id extends VisitorCallId> = {
  readonly token?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: EndpointById<Id> extends { readonly bodyType: 'multipart/form-data' }
    ? FormData
    : BodyInputOf<EndpointById<Id>>;
  readonly signal?: AbortSignal;
  /** The type of answer that is asked for, where there are several. */
  readonly accept?: string;
};

type RawRequest = Omit<VisitorRequest<VisitorCallId>, 'body'> & { readonly body?: unknown };

export type VisitorRequests = {
  /** Throws ApiError for a refusal, and whatever `fetch` throws when no answer comes, also after `timeoutMs`. */
  call<Id extends VisitorCallId>(id: Id, request: VisitorRequest<Id>): Promise<ReplyOf<EndpointById<Id>>>;
  /** The answer unread, and without an end to the wait: for streams. */
  open(id: VisitorCallId, request: RawRequest): Promise<Response>;
  urlOf(id: VisitorCallId, request?: RawRequest): string;
};

type RequestsInput = { readonly baseUrl: string; readonly fetch: typeof fetch; readonly timeoutMs: number };

/** Speaks to one installation. */
export function createVisitorRequests({ baseUrl, fetch, timeoutMs }: RequestsInput): VisitorRequests {
  const host = baseUrl.replace(/\/+$/, '');
  const urlOf = (id: VisitorCallId, { params = {}, query = {} }: RawRequest = {}): string => {
    const path = CALLS[id][1].replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const search = String(new URLSearchParams(query));
    return `${host}${path}${search === '' ? '' : `?${search}`}`;
  };
  const open = async (id: VisitorCallId, request: RawRequest): Promise<Response> => {
    const { token, body, signal, accept } = request;
    const isForm = body instanceof FormData;
    const response = await fetch(urlOf(id, request), {
      method: CALLS[id][0],
      // No cookies, whatever the site has: the session is a header.
      credentials: 'omit',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(accept === undefined ? {} : { accept }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : plainJson(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) throw await flatErrorOf(response);
    return response;
  };
  return {
    open,
    urlOf,
    async call<Id extends VisitorCallId>(id: Id, request: VisitorRequest<Id>) {
      const ending = endingAfter(id === 'upload-visitor-file' ? timeoutMs * 10 : timeoutMs, request.signal);
      try {
        const response = await open(id, { ...request, signal: ending.signal });
        // The server's own tests hold its answers against the schemas that give these types.
        return (await response.json()) as ReplyOf<EndpointById<Id>>;
      } finally {
        ending.clear();
      }
    },
  };
}

/** A half-open connection, as after a sleep, may never say that it is dead. */
function endingAfter(ms: number, signal: AbortSignal | undefined) {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, ms);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  return {
    signal: ending.signal,
    clear(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    },
  };
}

/** What a failed request means for what it carried. */
export type Verdict = 'again' | 'session' | 'gone' | 'identity' | 'refused';

export function verdictOf(error: unknown): Verdict {
  if (!(error instanceof ApiError)) return 'again';
  const { status, code } = error;
  if (code === 'conversation_gone') return 'gone';
  if (code === 'identity_required') return 'identity';
  if (status === 401) return 'session';
  return status < 400 || status >= 500 || [408, 425, 429].includes(status) ? 'again' : 'refused';
}
