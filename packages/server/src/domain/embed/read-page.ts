/** A script of a page, as its tag stands there. Attributes that are not there are null. */
export type PageScript = {
  readonly src: string | null;
  readonly nonce: string | null;
  readonly integrity: string | null;
  readonly crossorigin: string | null;
  readonly scenario: string | null;
  /** What keeps browsers from running it, as it is written: `<noscript>`, `type="text/plain"`; null for nothing. */
  readonly keptBy: string | null;
  /** What stands between its tags. */
  readonly text: string;
};

/** What of a page decides whether the widget can run in it. */
export type EmbeddingPage = {
  /** The address that relative ones count from; null for the page's own. */
  readonly base: string | null;
  /** Content security policies that stand in the page. */
  readonly policies: readonly string[];
  readonly scripts: readonly PageScript[];
};

/** A longer tag is none that we look for: so the time to read a page grows with its length alone. */
const TAG_MAX = 8_000;

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly end: number };

/** Reads a page's scripts and policies out of its HTML, as a browser that meets no surprise. */
export function readPage(html: string): EmbeddingPage {
  const policies: string[] = [];
  const scripts: PageScript[] = [];
  let base: string | null = null;
  const places = watchPlaces(html);
  let at = html.indexOf('<');
  while (at >= 0) {
    let next = at + 1;
    if (html.startsWith('<!--', at)) next = endOf(html, '-->', at + 4);
    const tag = readTag(html, at);
    if (tag) {
      next = tag.end;
      const { name, attributes } = tag;
      const { keptBy, until } = places.enter(tag, at);
      if (name === 'base' && keptBy === null) base ??= attributes.get('href') ?? null;
      if (name === 'meta' && keptBy === null && isPolicy(attributes)) policies.push(attributes.get('content') ?? '');
      if (HOLDS_TEXT.has(name)) {
        next = closeOf(html, name, tag.end, until);
        const text = html.slice(tag.end, next);
        if (name === 'script') scripts.push(scriptOf(attributes, { keptBy: keptBy ?? keptByTag(attributes), text }));
      }
    }
    at = html.indexOf('<', next);
  }
  return { base, policies, scripts };
}

const HOLDS_TEXT: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title']);

const isPolicy = (attributes: Tag['attributes']): boolean =>
  attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy';

type Place = {
  /** What holds a tag out of the page as browsers show it; null for nothing. */
  readonly keptBy: string | null;
  /** Where the place ends at the latest. */
  readonly until: number;
};

/** Follows the tags of a page, and tells of each where it stands. */
function watchPlaces(html: string): { enter(tag: Tag, at: number): Place } {
  let noscriptEnd = 0;
  const templates: boolean[] = [];
  let inert = 0;
  return {
    enter({ name, attributes, end }, at) {
      if (at < noscriptEnd) return { keptBy: '<noscript>', until: noscriptEnd };
      if (name === 'noscript') noscriptEnd = closeOf(html, name, end, html.length);
      if (name === 'template') {
        // Of a shadow root that is written in the page, the scripts run.
        const isInert = !attributes.has('shadowrootmode');
        templates.push(isInert);
        inert += Number(isInert);
      }
      if (name === '/template') inert -= Number(templates.pop() ?? false);
      return { keptBy: inert > 0 ? '<template>' : null, until: html.length };
    },
  };
}

/** Where what a tag holds is at its end. Not by `toLowerCase` of the page: some letters grow, and all behind would move. */
function closeOf(html: string, name: string, from: number, until: number): number {
  const found = html.slice(from, until).search(new RegExp(`</${name}`, 'i'));
  return found < 0 ? until : from + found;
}

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
};

/** Types of scripts that browsers run (HTML: JavaScript MIME types, and modules). */
const RUNS = /^(|module|(text|application)\/(x-)?(java|ecma)script|text\/(j|live)script|text\/javascript1\.[0-5])$/i;

/** What of a script's own tag keeps it from running; null for nothing. */
function keptByTag(attributes: Tag['attributes']): string | null {
  const type = attributes.get('type') ?? '';
  if (!RUNS.test(type)) return `type="${type.slice(0, 60)}"`;
  return attributes.has('nomodule') ? 'nomodule' : null;
}

const scriptOf = (attributes: Tag['attributes'], more: Pick<PageScript, 'keptBy' | 'text'>): PageScript => ({
  src: attributes.get('src') ?? null,
  nonce: attributes.get('nonce') ?? null,
  integrity: attributes.get('integrity') ?? null,
  crossorigin: attributes.get('crossorigin') ?? null,
  scenario: attributes.get('data-scenario') ?? null,
  ...more,
});

const NAME = /^<(script|style|textarea|title|meta|base|noscript|\/?template)(?=[\s/>])/i;
const ATTRIBUTE = /\s*\/?\s*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;

/** One of the tags that matter, when it begins here. */
function readTag(html: string, at: number): Tag | null {
  const head = html.slice(at, at + TAG_MAX);
  const name = NAME.exec(head)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = name.length + 1;
  let end = ATTRIBUTE.lastIndex;
  for (let found = ATTRIBUTE.exec(head); found !== null; found = ATTRIBUTE.exec(head)) {
    const [, key = '', double, single, bare] = found;
    end = ATTRIBUTE.lastIndex;
    // Of two that are the same a browser keeps the first.
    if (!attributes.has(key.toLowerCase())) attributes.set(key.toLowerCase(), decode(double ?? single ?? bare ?? ''));
  }
  const close = head.indexOf('>', end);
  return close < 0 ? null : { name, attributes, end: at + close + 1 };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", apos: "'", lt: '<', gt: '>' };
const decode = (text: string): string =>
  text.replaceAll(/&(amp|quot|#39|apos|lt|gt);/g, (whole, name: string) => ENTITIES[name] ?? whole).trim();
