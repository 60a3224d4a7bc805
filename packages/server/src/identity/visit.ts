import { ADDRESS_HEADER } from './address-header.ts';

/** What identity needs of a request. */
export type Visit = {
  readonly cookie: string | undefined;
  /** The client's address as far as the proxies in front are believed. */
  readonly ip: string;
  readonly userAgent: string | undefined;
};

/** The same as headers, with no more of the request's own in them than these. */
export function headersOf({ cookie, ip, userAgent }: Visit): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: ip });
  if (cookie) headers.set('cookie', cookie);
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 500));
  return headers;
}

/** The code of what better-auth refused; null when something else went wrong. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'APIError') return null;
  const { body } = error as { readonly body?: { readonly code?: unknown } };
  return typeof body?.code === 'string' ? body.code : 'UNKNOWN';
}
