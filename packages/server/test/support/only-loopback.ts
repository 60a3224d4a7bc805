import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, Socket } from 'node:net';
import { afterEach, expect } from 'vitest';

/**
 * Nothing in the suite leaves this machine: a connection to any address that is not loopback is refused before it is made, and
 * fails the test that wanted it. Browsers are processes of their own, and have their own.
 */
const left: string[] = [];

afterEach(() => {
  expect(left.splice(0), 'connections to elsewhere than this machine').toEqual([]);
});

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
type Lookup = (name: string, options: LookupOptions, found: Found) => void;
type ConnectOptions = { host?: string; path?: string | null; lookup?: Lookup };

function refuse(where: string): Error {
  left.push(where);
  return new Error(`tests do not connect to ${where}`);
}

/** What a name leads to is checked too, by whoever it is looked up. */
const guarded =
  (look: Lookup): Lookup =>
  (name, options, found) =>
    look(name, options, (error, address, family) => {
      const all = typeof address === 'string' ? [address] : (address ?? []).map((each) => each.address);
      const elsewhere = error ? undefined : all.find((each) => !isLoopback(each));
      if (elsewhere === undefined) found(error, address, family);
      else found(refuse(`${name} (${elsewhere})`), address, family);
    });

const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;

/** Node's own modules hand over a list of options and callback; others options, or port and host. */
function optionsOf(args: readonly unknown[]): ConnectOptions | null {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) return first as ConnectOptions;
  return typeof second === 'string' ? { host: second } : null;
}

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const options = optionsOf(args);
  const host = options?.path ? undefined : options?.host;
  if (options && host !== undefined && isIP(host) === 0)
    options.lookup = guarded(options.lookup ?? (systemLookup as Lookup));
  if (host !== undefined && isIP(host) > 0 && !isLoopback(host)) {
    const refusal = refuse(host);
    process.nextTick(() => this.destroy(refusal));
    return this;
  }
  return connect.apply(this, args);
} as Socket['connect'];
