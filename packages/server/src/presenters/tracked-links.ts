import MarkdownIt from 'markdown-it';

/** What leads to `url` instead of it; `n` counts the addresses of a text from 0. */
export type LinkOf = (n: number, url: string) => string;

/** Without these there is no link to follow. */
const MAYBE_LINK = /https?:|www\./i;
/** A text with more places that could be links than people read is made by a machine. */
const PLACES_MAX = 300;

/** The addresses that a reply leads to by http or https, in their order, each once. */
export function linksOf(markdown: string): string[] {
  if (!MAYBE_LINK.test(markdown)) return [];
  return [...new Set(read(markdown).hrefs.filter(isFollowed))];
}

/**
 * The Markdown of a reply with other addresses behind its links: those in brackets and angles, references, and bare
 * ones. What is shown stays to the letter, and so do code, images, `mailto:` and `tel:`. Each change is kept only when
 * the text, read again, shows the same and leads elsewhere in that one place, so that no way to write a link can break it.
 */
export function trackedLinks(markdown: string, linkOf: LinkOf): string {
  if (!MAYBE_LINK.test(markdown)) return markdown;
  const before = read(markdown);
  const urls = [...new Set(before.hrefs.filter(isFollowed))];
  const addresses = new Map(urls.map((url, n) => [url, linkOf(n, url)]));
  const places = placesOf(markdown, before, addresses);
  const whole = changedAtOnce(markdown, places, addresses);
  if (isWhole(before, read(whole), addresses)) return whole;
  return changedOneByOne(markdown, { before, places, addresses });
}

type Addresses = ReadonlyMap<string, string>;

/** Links as people and models write them: read again once, whatever their number. */
function changedAtOnce(markdown: string, places: readonly Place[], addresses: Addresses): string {
  let text = '';
  let end = 0;
  for (const { at, raw, url } of places) {
    // A part of an address that was found already.
    if (at < end) continue;
    const head = markdown.slice(end, at);
    const isBehindWords = /\]\(\s*<?$|^ {0,3}\[[^\]]+\]:\s*<?$/m.test(markdown.slice(Math.max(0, at - 100), at));
    text += head + (isBehindWords ? (addresses.get(url) ?? url) : worded(raw, addresses.get(url) ?? url));
    end = at + raw.length;
  }
  return text + markdown.slice(end);
}

const isWhole = (before: Shown, after: Shown, addresses: Addresses): boolean =>
  before.html === after.html &&
  before.hrefs.length === after.hrefs.length &&
  before.hrefs.every((href, index) => after.hrefs[index] === (addresses.get(href) ?? href));

type Known = { readonly before: Shown; readonly places: readonly Place[]; readonly addresses: Addresses };

function changedOneByOne(markdown: string, { before, places, addresses }: Known): string {
  let [text, shown] = [markdown, before];
  // From the end, so that what is still to come stays where it was found.
  for (const { at, raw, url } of places.toReversed()) {
    const address = addresses.get(url) ?? url;
    for (const changed of waysToChange(text, { at, raw }, address)) {
      const after = read(changed);
      if (!leadsElsewhere(shown, after, { url, address })) continue;
      [text, shown] = [changed, after];
      break;
    }
  }
  return text;
}

type Place = { readonly at: number; readonly raw: string; readonly url: string };

/** Where the text has what may be an address; the longest first where one begins with another. */
function placesOf(markdown: string, { spellings }: Shown, addresses: Addresses): Place[] {
  const places: Place[] = [];
  for (const [raw, url] of spellings) {
    if (raw === '' || !addresses.has(url)) continue;
    for (let at = markdown.indexOf(raw); at !== -1; at = markdown.indexOf(raw, at + raw.length)) {
      places.push({ at, raw, url });
    }
  }
  return places.toSorted((a, b) => a.at - b.at || b.raw.length - a.raw.length).slice(0, PLACES_MAX);
}

/** An address in brackets or of a reference is exchanged; one that is shown becomes the words of a link. */
function waysToChange(text: string, { at, raw }: Pick<Place, 'at' | 'raw'>, address: string): string[] {
  const [head, tail] = [text.slice(0, at), text.slice(at + raw.length)];
  const named = worded(raw, address);
  const isAngled = head.endsWith('<') && tail.startsWith('>');
  return [
    `${head}${address}${tail}`,
    isAngled ? `${head.slice(0, -1)}${named}${tail.slice(1)}` : `${head}${named}${tail}`,
  ];
}

/** A link whose words are an address. */
const worded = (raw: string, address: string): string =>
  `[${raw.replaceAll(/[\\`*_{}[\]<>()#+!|&~"'$^=:]/g, '\\$&')}](${address})`;

/** Whether the same is shown, and what led to `url` in at least one place leads to `address` instead. */
function leadsElsewhere(
  before: Shown,
  after: Shown,
  { url, address }: { readonly url: string; readonly address: string },
): boolean {
  if (before.html !== after.html || before.hrefs.length !== after.hrefs.length) return false;
  const changed = before.hrefs.flatMap((href, index) =>
    after.hrefs[index] === href ? [] : [[href, after.hrefs[index]]],
  );
  return changed.length > 0 && changed.every(([was, is]) => was === url && is === address);
}

const isFollowed = (href: string): boolean => {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
};

type Shown = {
  /** Without the addresses of links. */
  readonly html: string;
  readonly hrefs: readonly string[];
  /** How the text spells each address. */
  readonly spellings: ReadonlyMap<string, string>;
};

/** One for all texts, because making one takes longer than reading most of them. */
const reader = new MarkdownIt({ html: false, linkify: true, breaks: true });
let spellings = new Map<string, string>();
let hrefs: string[] = [];
const { normalizeLink } = reader;
reader.normalizeLink = (raw) => {
  const href = normalizeLink(raw);
  spellings.set(raw, href);
  // An address without a scheme is told with one.
  if (/^http:\/\/www\./i.test(raw)) spellings.set(raw.slice('http://'.length), href);
  return href;
};
// As it was written: what is shown must not depend on what made a link of it.
reader.normalizeLinkText = (text) => text;
reader.linkify.set({ fuzzyLink: true, fuzzyEmail: false });
reader.renderer.rules.link_open = (tokens, index) => {
  const token = tokens[index];
  // Of names alone, readers take those that begin with `www.` for addresses, and no `example.com`.
  const isAddress = token?.markup !== 'linkify' || /^(https?:\/\/|www\.)/i.test(tokens[index + 1]?.content ?? '');
  if (isAddress) hrefs.push(String(token?.attrGet('href') ?? ''));
  return `<a title="${reader.utils.escapeHtml(String(token?.attrGet('title') ?? ''))}">`;
};

function read(markdown: string): Shown {
  spellings = new Map();
  hrefs = [];
  return { html: reader.render(markdown), hrefs, spellings };
}
