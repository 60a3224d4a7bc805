import { isIP, type LookupFunction } from 'node:net';
import { guardedLookup, RefusedAddressError, type Resolve } from '../outside/guarded-lookup.ts';
import { addressProblem } from '../outside/public-address.ts';

/** Which mail servers may be connected to: public ones, and those of the installation's own list. */
export type Reach = {
  /** How a connection finds the address of a host; throws RefusedAddressError for one that is not public. */
  lookupFor(server: {
    readonly host: string;
    readonly port: number;
  }): { readonly lookup: LookupFunction } | Record<string, never>;
};

/**
 * `allowPrivateUrls` names servers that may be private, as `smtp://127.0.0.1:2525` and `imap://mail.internal:143`: host and port
 * are what counts.
 */
export function createReach({
  allowPrivateUrls,
  resolve,
}: {
  readonly allowPrivateUrls: readonly string[];
  readonly resolve: Resolve;
}): Reach {
  const trusted = new Set(
    allowPrivateUrls
      .filter((url) => /^(smtp|imap)s?:/.test(url) && URL.canParse(url))
      .map((url) => new URL(url).host.toLowerCase()),
  );
  const lookup = guardedLookup(resolve);
  return {
    lookupFor({ host, port }) {
      const name = isIP(host) === 6 ? `[${host}]` : host;
      if (trusted.has(`${name}:${port}`.toLowerCase())) return {};
      // A bare address is connected to without being looked up.
      const problem = isIP(host) === 0 ? null : addressProblem(host);
      if (problem) throw new RefusedAddressError(`${host} is ${problem}`);
      return { lookup };
    },
  };
}
