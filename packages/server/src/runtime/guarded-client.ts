import type { OutsideClient } from '../lib/outside-client.ts';
import { checkUrl, trustedOrigins } from './outside/address-rules.ts';
import { type Door, exchange } from './outside/exchange.ts';
import { failureOf } from './outside/failure-of.ts';
import { guardedLookup, problemOfName, type Resolve, systemResolve } from './outside/guarded-lookup.ts';

export type GuardedClientOptions = {
  /** Origins (`http://127.0.0.1:4000`) that may be private and without TLS: for development and tests. */
  readonly allowPrivateUrls?: readonly string[];
  readonly resolve?: Resolve;
};

/** Makes the client; it keeps connections alive until it is closed. */
export function createGuardedClient(options: GuardedClientOptions = {}): OutsideClient {
  const { allowPrivateUrls = [], resolve = systemResolve } = options;
  const trusted = trustedOrigins(allowPrivateUrls);
  let opened: ReturnType<typeof openDoor> | undefined;

  return {
    async send(asked) {
      const begun = performance.now();
      const signal = AbortSignal.timeout(asked.timeoutMs);
      const elapsed = () => Math.round(performance.now() - begun);
      opened ??= openDoor(trusted, resolve);
      try {
        return { ...(await exchange((await opened).door, asked, signal)), ms: elapsed() };
      } catch (error) {
        return { type: 'failed', ...failureOf(error, asked), ms: elapsed() };
      }
    },
    async problemOf(text) {
      const checked = checkUrl(text, trusted);
      if (typeof checked === 'string') return checked;
      return checked.isTrusted ? null : problemOfName(checked.url.hostname, resolve);
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

/** Loaded with the first request: a server starts sooner without. */
async function openDoor(trusted: ReadonlySet<string>, resolve: Resolve) {
  const { Agent, request } = await import('undici');
  // No time limits of its own: each request has one for the whole exchange.
  const settings = { keepAliveTimeout: 10_000, pipelining: 1, connections: 64, headersTimeout: 0, bodyTimeout: 0 };
  const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup(resolve), timeout: 0 } });
  const unguarded = new Agent({ ...settings, connect: { timeout: 0 } });
  const door: Door = { request, trusted, dispatcherOf: ({ isTrusted }) => (isTrusted ? unguarded : guarded) };
  return {
    door,
    async close() {
      await Promise.all([guarded.destroy(), unguarded.destroy()]);
    },
  };
}
