/** One content security policy: its directives with what they allow, as browsers read them (CSP Level 3). */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

/** What a page wants to load. */
export type Wanted = {
  /** Absolute. */
  readonly url: string;
  /** The page's own address, absolute. */
  readonly page: string;
};

/** A script with what its tag says; one that another script imports is not written into the page. */
export type WantedScript = Wanted & {
  readonly nonce: string | null;
  readonly integrity: string | null;
  readonly isWrittenInPage: boolean;
};

/** The policies of a header; several in one text are parted by commas. */
export function parsePolicies(text: string): ContentPolicy[] {
  return text
    .split(',')
    .map(parsePolicy)
    .filter((policy) => policy.size > 0);
}

/** What browsers heed in headers alone. */
const HEADER_ONLY = ['sandbox', 'frame-ancestors', 'report-uri'];

/** The policies of a `meta` tag, without what browsers ignore there. */
export const parsePoliciesOfPage = (text: string): ContentPolicy[] =>
  parsePolicies(text)
    .map((policy) => new Map([...policy].filter(([name]) => !HEADER_ONLY.includes(name))))
    .filter((policy) => policy.size > 0);

function parsePolicy(text: string): ContentPolicy {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name = '', ...values] = part.trim().split(/\s+/);
    // Of two that are the same a browser keeps the first.
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

/** The directive that decides, with what it allows; null when none does, so that all is allowed. */
export function directiveFor(
  policy: ContentPolicy,
  names: readonly string[],
): { readonly name: string; readonly sources: readonly string[] } | null {
  for (const name of [...names, 'default-src']) {
    const sources = policy.get(name);
    if (sources) return { name, sources };
  }
  return null;
}

export const SCRIPTS = ['script-src-elem', 'script-src'];
export const CONNECTIONS = ['connect-src'];
export const IMAGES = ['img-src'];

/** Whether a policy lets something load that its address alone decides: an image, a connection. */
export function allowsUrl(policy: ContentPolicy, names: readonly string[], wanted: Wanted): boolean {
  const directive = directiveFor(policy, names);
  return directive === null || directive.sources.some((source) => matches(source, wanted));
}

/** Whether a policy lets a script load: by its nonce, its hash, the trust of who loads it, or its address. */
export function allowsScript(policy: ContentPolicy, script: WantedScript): boolean {
  const directive = directiveFor(policy, SCRIPTS);
  if (directive === null) return true;
  const { sources } = directive;
  if (script.nonce !== null && script.nonce !== '' && sources.includes(`'nonce-${script.nonce}'`)) return true;
  const hashes = (script.integrity ?? '').split(/\s+/).filter((hash) => hash !== '');
  if (hashes.length > 0 && hashes.every((hash) => sources.includes(`'${hash}'`))) return true;
  // Addresses count for nothing beside it, and what trusted scripts load is trusted.
  if (isStrictDynamic(sources)) return !script.isWrittenInPage;
  return sources.some((source) => matches(source, script));
}

/** Whether a script without an address of its own may run; null when only its hash would tell. */
export function allowsInline(policy: ContentPolicy, nonce: string | null): boolean | null {
  const directive = directiveFor(policy, SCRIPTS);
  if (directive === null) return true;
  const { sources } = directive;
  if (nonce !== null && nonce !== '' && sources.includes(`'nonce-${nonce}'`)) return true;
  if (sources.some((source) => HASH.test(source))) return null;
  const isUnsafeIgnored = sources.some((source) => NONCE.test(source)) || isStrictDynamic(sources);
  return !isUnsafeIgnored && has(sources, "'unsafe-inline'");
}

/** Whether the directive of scripts trusts what trusted scripts load, instead of addresses. */
export const isStrictDynamic = (sources: readonly string[]): boolean => has(sources, "'strict-dynamic'");

export const NONCE = /^'nonce-.+'$/i;
const HASH = /^'sha(256|384|512)-.+'$/i;

const has = (sources: readonly string[], keyword: string): boolean =>
  sources.some((source) => source.toLowerCase() === keyword);

const SOURCE =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(?::(\d+|\*))?(\/.*)?$/i;

/** Whether a source of a directive means an address. */
function matches(source: string, { url: text, page: from }: Wanted): boolean {
  const [url, page] = [new URL(text), new URL(from)];
  if (source === '*') return isWeb(url.protocol) || url.protocol === page.protocol;
  if (source.toLowerCase() === "'self'") return isSelf(url, page);
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return isScheme(source.toLowerCase(), url.protocol);
  const [, scheme, host = '', port, path] = SOURCE.exec(source) ?? [];
  if (host === '') return false;
  return (
    isScheme(scheme === undefined ? page.protocol : `${scheme.toLowerCase()}:`, url.protocol) &&
    isHost(host.toLowerCase(), url.hostname) &&
    isPort(port, url) &&
    isPath(path, url.pathname)
  );
}

const isWeb = (protocol: string): boolean => ['http:', 'https:', 'ws:', 'wss:'].includes(protocol);

/** A page over plain http may load its own host's things over TLS. */
const isSelf = (url: URL, page: URL): boolean =>
  url.origin === page.origin ||
  (url.hostname === page.hostname && page.protocol === 'http:' && url.protocol === 'https:' && url.port === page.port);

const isScheme = (allowed: string, protocol: string): boolean =>
  allowed === protocol || (allowed === 'http:' && protocol === 'https:');

function isHost(allowed: string, hostname: string): boolean {
  if (allowed === '*') return true;
  return allowed.startsWith('*.') ? hostname.endsWith(allowed.slice(1)) : hostname === allowed;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function isPort(allowed: string | undefined, { port, protocol }: URL): boolean {
  const actual = port === '' ? DEFAULT_PORTS[protocol] : port;
  if (allowed === undefined) return actual === DEFAULT_PORTS[protocol];
  return allowed === '*' || allowed === actual || (allowed === '80' && actual === '443');
}

function isPath(allowed: string | undefined, pathname: string): boolean {
  if (allowed === undefined || allowed === '/') return true;
  return allowed.endsWith('/') ? pathname.startsWith(allowed) : pathname === allowed;
}
