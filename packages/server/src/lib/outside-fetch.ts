import type { OutsideClient, OutsideFailure, OutsideRequest } from './outside-client.ts';

/** What goes wrong outside, for those who expect `fetch` to throw it. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  readonly reason: OutsideFailure;
  /** Whether the request may have been read all the same: then it must not be sent again by itself. */
  readonly isUnknown: boolean;
  constructor(failure: { readonly reason: OutsideFailure; readonly message: string; readonly isUnknown: boolean }) {
    super(failure.message);
    this.reason = failure.reason;
    this.isUnknown = failure.isUnknown;
  }
}

/** As much of `fetch` as libraries of platforms use. */
export type OutsideFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * The guarded client as a `fetch`, for libraries that take one: whole bodies, no redirects unless told. Throws OutsideError,
 * `too_large` too when an answer is longer than `maxBytes`.
 */
export function outsideFetch(
  outside: Pick<OutsideClient, 'send'>,
  limits: Pick<OutsideRequest, 'timeoutMs' | 'maxBytes' | 'maxRedirects'>,
): OutsideFetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, signal: null });
    const method = METHODS.find((known) => known === request.method) ?? 'GET';
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
    const outcome = await outside.send({
      ...limits,
      url: request.url,
      method,
      headers: Object.fromEntries(request.headers),
      ...(body ? { body } : {}),
      whenLonger: 'fail',
    });
    if (outcome.type === 'failed') throw new OutsideError(outcome);
    const { status, headers } = outcome;
    const isBare = status === 204 || status === 205 || status === 304 || method === 'HEAD';
    return new Response(isBare ? null : new Uint8Array(outcome.body), { status, headers });
  };
}
