import MarkdownIt from 'markdown-it';
import { withoutLinks } from './without-links.ts';

/** Texts that the server trusts for the addresses in them, and texts that it does not trust for their names. */
export type Vouchers = {
  /** Articles, settings, what the agent and the team said before: a link to an address of these is the company's own. */
  readonly own: readonly string[];
  /** What tools answered: an address of these leads to a host of the company's own alone, and is shown as it is. */
  readonly told: readonly string[];
};

/** Without any of these nothing leads anywhere. */
const MAYBE_LINK = /[a-z]:|\/\/|www\.|\]\s*[([:]|<|&#|&\w+;|[\p{L}\d]\.\p{L}{2}/iu;
const INSTEAD = '[…]';
/** As the most eager readers of replies do it: with bare addresses, names of hosts and of mailboxes. */
const reader = new MarkdownIt({ html: false, linkify: true, breaks: true });
reader.linkify.set({ fuzzyLink: true, fuzzyEmail: true });

type Led = {
  readonly href: string;
  readonly isImage: boolean;
  /** The address is what is shown. */
  readonly isBare: boolean;
};

/**
 * The Markdown of a reply without images, and without links to addresses that nobody whom the server trusts has named: a
 * model that was talked into one can carry nothing away in it, and lead nobody astray. What was a link is left as its words,
 * a bare address as `[…]`. `vouchers` are asked for only where there is something to judge. The result is read again as its readers do, and gives way to plain words where anything is left.
 */
export function guardedReply(markdown: string, vouchers: () => Vouchers): string {
  if (!MAYBE_LINK.test(markdown)) return markdown;
  const found = leads(markdown);
  if (found.length === 0) return markdown;
  const isFine = judgeOf(vouchers());
  if (found.every(isFine)) return markdown;
  const rewritten = rewrite(markdown, isFine);
  if (leads(rewritten).every(isFine)) return rewritten;
  const plain = withoutLinks(wordsOf(markdown), INSTEAD);
  return leads(plain).every(isFine) ? plain : plain.replaceAll(/[[\]<>!&\\]/g, ' ');
}

type Judge = (led: Led) => boolean;

function judgeOf({ own, told }: Vouchers): Judge {
  const [ours, theirs] = [addressesOf(own), addressesOf(told)];
  const hosts = new Set([...ours].map(hostOf).filter((host) => host !== ''));
  return ({ href, isImage, isBare }) => {
    if (isImage) return false;
    const address = normal(href);
    if (ours.has(address)) return true;
    // Somebody else may have put words into what a tool answers: it chooses among our hosts, and adds none.
    const isTold = theirs.has(address) && hosts.has(hostOf(address));
    // Who writes an address of a mailbox leads to it and to nothing else.
    return isBare && (isTold || /^mailto:[^?]*$/.test(address));
  };
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '');

function addressesOf(texts: readonly string[]): ReadonlySet<string> {
  const found = texts.flatMap((text) => [
    ...(reader.linkify.match(text) ?? []).map(({ url }) => url),
    ...leads(text).map(({ href }) => href),
  ]);
  return new Set(found.map(normal));
}

/** Two ways to write the same address are one. */
function normal(href: string): string {
  try {
    const url = new URL(href.replaceAll('&amp;', '&'));
    return url.protocol === 'http:' ? url.href.replace(/^http:/, 'https:') : url.href;
  } catch {
    return href;
  }
}

/** Everywhere that a text leads to, as its readers see it. */
function leads(markdown: string): Led[] {
  const tokens = reader.parse(markdown, {}).flatMap(({ children }) => children ?? []);
  return tokens.flatMap((token, at): Led[] => {
    if (token.type === 'image') return [{ href: String(token.attrGet('src')), isImage: true, isBare: false }];
    if (token.type !== 'link_open') return [];
    const href = String(token.attrGet('href'));
    return [{ href, isImage: false, isBare: isShown(tokens[at + 1]?.content ?? '', href) }];
  });
}

function isShown(words: string, href: string): boolean {
  const shown = words.trim();
  return [shown, `http://${shown}`, `https://${shown}`, `mailto:${shown}`].some(
    (each) => normal(each) === normal(href),
  );
}

const IMAGE = /!\[((?:[^\][\n]|\[[^\][\n]*\])*)\]\s*(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])/g;
const LINK = /(?<!!)\[((?:[^\][\n]|\[[^\][\n]*\])*)\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*)>?[^()\n]*\)/g;
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:.*$/gm;
const ADDRESS = /<?(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\b(?:javascript|data|mailto|tel):)[^\s<>]*>?/giu;

/** Takes away by the letters what is not fine; whatever is written in another way is found when it is read again. */
function rewrite(markdown: string, isFine: Judge): string {
  const linked = markdown
    .replaceAll(IMAGE, (_, words: string) => words)
    .replaceAll(LINK, (whole, words: string, href: string) => {
      if (isFine({ href, isImage: false, isBare: isShown(words, href) })) return whole;
      // Named by a tool alone: its words could be anything.
      return isFine({ href, isImage: false, isBare: true }) ? `${words} (<${href.replace(/^mailto:/, '')}>)` : words;
    });
  const definitions = linked.replaceAll(DEFINITION, (line) =>
    leads(`${line}\n\n${line.replace(/:.*$/, '')}`).every(isFine) ? line : '',
  );
  return leads(definitions).every(isFine)
    ? definitions
    : definitions.replaceAll(ADDRESS, (raw) => (leads(raw).every(isFine) && leads(raw).length > 0 ? raw : INSTEAD));
}

/** What is shown, without any markup. */
const wordsOf = (markdown: string): string =>
  reader
    .parse(markdown, {})
    .flatMap(({ children, content, type }) =>
      children
        ? [children.map((each) => (/break$/.test(each.type) ? '\n' : each.content)).join('')]
        : type === 'fence'
          ? [content]
          : [],
    )
    .join('\n\n');
