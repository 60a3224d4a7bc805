import { isIP } from 'node:net';

/** An address that requests may be tried at; whether its name leads to a public place is known when connecting. */
export type AllowedUrl = { readonly url: URL; readonly isTrusted: boolean };

/** Names that never lead outside. */
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/;

/**
 * Checks what can be known of an address without resolving it. `trusted` holds the origins that may be private and plain
 * http. Gives a sentence that says what is wrong, or the address.
 */
export function checkUrl(text: string, trusted: ReadonlySet<string>): AllowedUrl | string {
  if (!URL.canParse(text)) return 'The URL cannot be read: give one like https://example.com/webhooks.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'The URL must not contain a user name or password.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The URL must begin with https://.';
  if (trusted.has(url.origin)) return { url, isTrusted: true };
  if (url.protocol !== 'https:') return 'The URL must begin with https://.';
  // The URL parser has brought every notation of an IPv4 address (hexadecimal, one number, …) to its plain form.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return `The URL must name a host: the bare address ${host} is not allowed.`;
  if (LOCAL_NAMES.test(host)) return `The URL must be reachable from the internet: ${host} is a local name.`;
  if (!host.includes('.')) return `The URL must be reachable from the internet: ${host} has no domain.`;
  return { url, isTrusted: false };
}

/** The origins of the configuration in the form that URLs have them; what is no origin allows nothing. */
export function trustedOrigins(origins: readonly string[]): ReadonlySet<string> {
  return new Set(origins.flatMap((origin) => (URL.canParse(origin) ? [new URL(origin).origin] : [])));
}
