import { OutsideError, type OutsideFetch } from '../../../lib/outside-fetch.ts';

type MetaFile = {
  readonly url: string;
  /** Hosts that a file may lie on: `.fbcdn.net` stands for all below it. */
  readonly hosts: readonly string[];
  /** An origin that is trusted whatever its name and protocol: that of `api_url`. */
  readonly origin: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
};

const MAX_REDIRECTS = 3;

/**
 * Fetches a file that a platform of Meta named. An address elsewhere is never asked, nor one that it leads to, so that neither
 * token nor request goes where a forged delivery points. Null when the file is not there (any more).
 */
export async function fetchMetaFile(fetch: OutsideFetch, file: MetaFile): Promise<Uint8Array | 'too_large' | null> {
  try {
    let url = file.url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      if (!isTrusted(url, file)) return null;
      const response = await fetch(url, { headers: { ...file.headers } });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) return await bytesOf(response, file.maxBytes);
      url = new URL(location, url).href;
    }
    return null;
  } catch (error) {
    if (error instanceof OutsideError && error.reason === 'too_large') return 'too_large';
    throw error;
  }
}

async function bytesOf(response: Response, maxBytes: number): Promise<Uint8Array | 'too_large' | null> {
  if (response.status === 429 || response.status >= 500 || response.status === 401) {
    throw new Error(`Meta answered a request for a file with status ${response.status}.`);
  }
  if (!response.ok) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.byteLength > maxBytes ? 'too_large' : bytes;
}

function isTrusted(address: string, { hosts, origin }: MetaFile): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.origin === origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host));
}
