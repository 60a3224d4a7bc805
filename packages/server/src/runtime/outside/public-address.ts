import ipaddr from 'ipaddr.js';

/** Addresses that look public and are a cloud's own: its metadata and its wire server. */
const METADATA = new Set(['100.100.100.200', '168.63.129.16']);

const IPV4_COMPATIBLE = ipaddr.parseCIDR('::/96');

/**
 * Why requests to an address are refused, in words that finish the sentence «it is …»; null for a public one. Everything
 * that is not plainly public is refused, forms of IPv6 that carry an IPv4 address among them.
 */
export function addressProblem(address: string): string | null {
  // A zone (`fe80::1%eth0`) only exists for local addresses.
  if (!ipaddr.isValid(address)) return 'no address';
  const parsed = ipaddr.parse(address);
  if (METADATA.has(parsed.toString())) return 'a metadata address';
  const range = parsed.range();
  if (parsed.kind() === 'ipv6' && range === 'unicast' && parsed.match(IPV4_COMPATIBLE)) return 'an embedded address';
  return range === 'unicast' ? null : (WORDS[range] ?? 'a reserved address');
}

const WORDS: { readonly [range: string]: string } = {
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  deprecatedSiteLocal: 'a private address',
  carrierGradeNat: 'a private address',
  linkLocal: 'a link-local address',
  unspecified: 'the unspecified address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  ipv4Mapped: 'an embedded address',
  rfc6145: 'an embedded address',
  rfc6052: 'an embedded address',
  '6to4': 'an embedded address',
  teredo: 'an embedded address',
};
