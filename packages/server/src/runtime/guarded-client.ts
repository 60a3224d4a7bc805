import { Agent } from 'undici';
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
  const settings = { keepAliveTimeout: 10_000, pipelining: 1, connections: 64 } as const;
  // No time limits of its own: each request has one for the whole exchange.
  const limits = { headersTimeout: 0, bodyTimeout: 0 } as const;
  const guarded = new Agent({ ...settings, ...limits, connect: { lookup: guardedLookup(resolve), timeout: 0 } });
  const unguarded = new Agent({ ...settings, ...limits, connect: { timeout: 0 } });
  const door: Door = { trusted, dispatcherOf: ({ isTrusted }) => (isTrusted ? unguarded : guarded) };

  return {
    async send(asked) {
      const begun = performance.now();
      const signal = AbortSignal.timeout(asked.timeoutMs);
      const elapsed = () => Math.round(performance.now() - begun);
      try {
        return { ...(await exchange(door, asked, signal)), ms: elapsed() };
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
      await Promise.all([guarded.destroy(), unguarded.destroy()]);
    },
  };
}
