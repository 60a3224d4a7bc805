import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { addressProblem } from './public-address.ts';

/** Resolves a name to all its addresses, as `dns.lookup` does; tests bring their own. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const systemResolve: Resolve = lookup;

/** A name led to an address that is not public. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/**
 * The `lookup` of a connection: what it gives is what the socket connects to, so that a name cannot lead elsewhere
 * between the check and the connection. One address that is not public refuses the name.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    const { family, hints } = options;
    const wanted = { all: true as const, ...(family === undefined ? {} : { family }), ...(hints ? { hints } : {}) };
    resolve(host, wanted, (error, addresses) => {
      const failed = error ?? refusalOf(host, addresses);
      const [first] = addresses ?? [];
      if (failed || !first) done(failed ?? new Error(`${host} has no address`), '', 4);
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function refusalOf(host: string, addresses: readonly LookupAddress[]): RefusedAddressError | null {
  for (const { address } of addresses) {
    const problem = addressProblem(address);
    if (problem) return new RefusedAddressError(`${host} leads to ${address}, ${problem}`);
  }
  return null;
}

/** How long somebody who gives an address waits for a name server. */
const CHECK_MS = 2_000;

/**
 * What is wrong with a name as it resolves now; null too when it does not resolve (yet), or not soon: it is checked again
 * at every connection.
 */
export function problemOfName(host: string, resolve: Resolve): Promise<string | null> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(null), CHECK_MS);
    resolve(host, { all: true }, (error, addresses) => {
      clearTimeout(timer);
      const refusal = error ? null : refusalOf(host, addresses);
      done(refusal && `The URL must be reachable from the internet: ${refusal.message}.`);
    });
  });
}
