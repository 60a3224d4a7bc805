import { Readable, Transform } from 'node:stream';
import { checkUrl, trustedOrigins } from '../outside/address-rules.ts';
import { RefusedUrlError, TooLargeError } from '../outside/exchange.ts';
import { guardedLookup, type Resolve } from '../outside/guarded-lookup.ts';

export type GuardedFetchOptions = { readonly allowPrivateUrls: readonly string[]; readonly resolve: Resolve };

/** How much may still be read, of all answers of an operation together. */
export type Allowance = { bytesLeft: number };

export type GuardedFetch = {
  /** One request by the rules of the guarded client, its answer as it comes. No redirect is followed. */
  fetch(url: string | URL, init: RequestInit, allowance: Allowance): Promise<Response>;
  close(): Promise<void>;
};

/**
 * The guarded client for protocols that answer in streams: https, no private address, whatever the name leads to at the
 * moment of connecting. Time is limited by the `signal` of the request.
 */
export async function createGuardedFetch({ allowPrivateUrls, resolve }: GuardedFetchOptions): Promise<GuardedFetch> {
  const { Agent, request } = await import('undici');
  const trusted = trustedOrigins(allowPrivateUrls);
  const settings = { keepAliveTimeout: 10_000, pipelining: 1, connections: 64, headersTimeout: 0, bodyTimeout: 0 };
  const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup(resolve), timeout: 0 } });
  const unguarded = new Agent({ ...settings, connect: { timeout: 0 } });
  return {
    async fetch(url, init, allowance) {
      const checked = checkUrl(String(url), trusted);
      if (typeof checked === 'string') throw new RefusedUrlError(checked);
      const { statusCode, headers, body } = await request(checked.url, {
        method: init.method === 'POST' || init.method === 'DELETE' ? init.method : 'GET',
        dispatcher: checked.isTrusted ? unguarded : guarded,
        signal: init.signal ?? null,
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : null,
      });
      const told = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
      );
      const answer = { status: statusCode, headers: told };
      if (isWithoutBody(statusCode)) {
        await body.dump();
        return new Response(null, answer);
      }
      const limited = body.pipe(limitTo(allowance));
      // A stream that is let go of lets go of its connection.
      limited.once('close', () => body.destroy());
      body.once('error', (error) => limited.destroy(error));
      body.on('error', () => {});
      return new Response(Readable.toWeb(limited) as ReadableStream, answer);
    },
    async close() {
      await Promise.all([guarded.destroy(), unguarded.destroy()]);
    },
  };
}

const isWithoutBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

function limitTo(allowance: Allowance): Transform {
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      allowance.bytesLeft -= chunk.length;
      if (allowance.bytesLeft < 0) done(new TooLargeError());
      else done(null, chunk);
    },
  });
  // Who reads it is told; without a reader nobody needs to be.
  return limited.on('error', () => {});
}
