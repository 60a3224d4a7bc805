import type { Dispatcher, request } from 'undici';
import type { OutsideOutcome, OutsideRequest } from '../../lib/outside-client.ts';
import { type AllowedUrl, checkUrl } from './address-rules.ts';
import { readBody } from './read-body.ts';

/** Which addresses may be asked, and by which connections. */
export type Door = {
  readonly request: typeof request;
  readonly trusted: ReadonlySet<string>;
  readonly dispatcherOf: (url: AllowedUrl) => Dispatcher;
};

/** The address is not one that may be asked. */
export class RefusedUrlError extends Error {
  override readonly name = 'RefusedUrlError';
}

/** The answer is longer than the caller bears. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

type Answer = Omit<Extract<OutsideOutcome, { type: 'answered' }>, 'ms'>;
type Hop = Pick<OutsideRequest, 'url' | 'method' | 'headers' | 'body'>;

/** One exchange with the outside, over as many redirects as its caller wants. Throws what goes wrong. */
export async function exchange(door: Door, asked: OutsideRequest, signal: AbortSignal): Promise<Answer> {
  let hop: Hop = asked;
  for (let left = asked.maxRedirects ?? 0; ; left -= 1) {
    const checked = checkUrl(hop.url, door.trusted);
    if (typeof checked === 'string') throw new RefusedUrlError(checked);
    const { statusCode, headers, body } = await door.request(checked.url, {
      method: hop.method,
      dispatcher: door.dispatcherOf(checked),
      signal,
      headers: { ...hop.headers },
      body: hop.body ?? null,
    });
    const next = left > 0 ? redirectOf(hop, statusCode, headers.location) : null;
    if (!next) {
      const read = await readBody(body, asked.maxBytes);
      if (read.isCut && asked.whenLonger === 'fail') throw new TooLargeError();
      return { type: 'answered', status: statusCode, headers: plain(headers), ...read };
    }
    await readBody(body, 0);
    if (asked.staysOnOrigin && new URL(next.url).origin !== checked.url.origin) {
      throw new RefusedUrlError('The service redirects to another place, where nothing is sent.');
    }
    hop = next;
  }
}

/** Headers that only the origin which they were meant for may see. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

function redirectOf(hop: Hop, status: number, location: string | string[] | undefined): Hop | null {
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return null;
  if (!URL.canParse(location, hop.url)) return null;
  const url = new URL(location, hop.url);
  const isElsewhere = url.origin !== new URL(hop.url).origin;
  const kept = Object.entries(hop.headers ?? {}).filter(
    ([name]) => !(isElsewhere && PRIVATE_HEADERS.has(name.toLowerCase())),
  );
  const headers = Object.fromEntries(kept);
  if (status === 307 || status === 308 || hop.method === 'GET' || hop.method === 'HEAD') {
    return { ...hop, url: url.href, headers };
  }
  // As browsers do: the answer of the new address is read, nothing is sent there again.
  return { url: url.href, method: 'GET', headers };
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}
