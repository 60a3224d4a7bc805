const GROUPS = 8;
const OF_ONE_HOUSE = 4;

/** What counts as one place: an IPv4 address, or the /64 that a household gets of IPv6. */
export function addressGroup(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : GROUPS - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
    .slice(0, OF_ONE_HOUSE)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
