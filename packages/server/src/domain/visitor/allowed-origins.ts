const DEFAULT_PORTS: { readonly [protocol: string]: string } = { 'http:': '80', 'https:': '443' };
const ENTRY = /^(https?:)?(?:\/\/)?(\*\.)?(\[[^\]]+\]|[^/:]+)(?::(\d+))?$/i;

/**
 * Whether a page's origin (`https://shop.example.com:8443`) is among the entries: `https://shop.example.com`,
 * `shop.example.com` (by either scheme), `*.example.com` (every name below it), each with a port where it is not the
 * scheme's own. No entries at all let every page in.
 */
export function isAllowedOrigin(entries: readonly string[], origin: string): boolean {
  if (entries.length === 0) return true;
  const page = partsOf(origin);
  return page !== null && entries.some((entry) => isIn(entry, page));
}

/** The host of an origin, with its port where it has one of its own; null for what is no page's of the web. */
export function hostOf(origin: string): string | null {
  return partsOf(origin) && new URL(origin).host;
}

type Page = { readonly protocol: string; readonly hostname: string; readonly port: string };

function partsOf(origin: string): Page | null {
  if (!URL.canParse(origin)) return null;
  const { protocol, hostname, port } = new URL(origin);
  const own = DEFAULT_PORTS[protocol];
  return own === undefined ? null : { protocol, hostname, port: port === '' ? own : port };
}

function isIn(entry: string, page: Page): boolean {
  const [, protocol, below, name = '', port] = ENTRY.exec(entry.trim().toLowerCase()) ?? [];
  if (name === '' || (protocol !== undefined && protocol !== page.protocol)) return false;
  if ((port ?? DEFAULT_PORTS[page.protocol]) !== page.port) return false;
  return below === undefined ? page.hostname === name : page.hostname.endsWith(`.${name}`);
}
