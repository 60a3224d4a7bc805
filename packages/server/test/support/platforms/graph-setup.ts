import { afterAll } from 'vitest';
import { type OutsideFetch, outsideFetch } from '../../../src/lib/outside-fetch.ts';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';

/** A `fetch` over the real guarded client that may reach the fake at an origin; it gives up after half a second. */
export function fetchFor(origin: string, maxBytes = 1024 * 1024): OutsideFetch {
  const client = createGuardedClient({ allowPrivateUrls: [origin] });
  afterAll(() => client.close());
  return outsideFetch(client, { timeoutMs: 500, maxBytes });
}
