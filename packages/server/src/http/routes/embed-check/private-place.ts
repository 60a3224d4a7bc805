import { BlockList, isIP } from 'node:net';

const LOCAL_NAME = /(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/;

/** Addresses that only machines of the same network can reach (RFC 1918, 4193, 6598, and what leads to itself). */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/**
 * An address, as somebody typed it, as a URL when it names a place that nobody on the internet reaches; null for all others.
 * It goes by the words alone, and resolves no name.
 */
export function privatePlace(address: string): string | null {
  const given = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(given)) return null;
  const host = new URL(given).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  if (version !== 0) return PRIVATE.check(host, version === 4 ? 'ipv4' : 'ipv6') ? given : null;
  return LOCAL_NAME.test(host) || (host !== '' && !host.includes('.')) ? given : null;
}
