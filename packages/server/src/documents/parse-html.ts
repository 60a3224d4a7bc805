import { AppError } from '@parley/protocol';
import { type CheerioAPI, load } from 'cheerio/slim';
import { DOCUMENT_LIMITS } from './document.ts';
import { type HtmlElement, type HtmlNode, isElement } from './html-nodes.ts';

/** Tags that may stay open this far are sloppy; more are an attack on the parser, whose time grows with their square. */
const OPEN_TAGS_MAX = 1_000;
// These never hold content, or are closed by their successors without a tag.
const UNCOUNTED = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option'.split(
    ' ',
  ),
);

const ROOT = 'parley-root';

/** Parses HTML; `root` holds all of it. Throws for HTML nested absurdly deep, in a sentence that begins with `subject`. */
export function parseHtml(html: string, subject: string): { $: CheerioAPI; root: HtmlElement | undefined } {
  assertParsable(html, subject);
  // In an element of its own, since cheerio takes quadratic time for many nodes on the top level.
  const $ = load(`<${ROOT}>${html}</${ROOT}>`);
  const root = $(ROOT)[0];
  if (root !== undefined) assertShallow(root.children, subject);
  return { $, root };
}

function assertParsable(html: string, subject: string): void {
  const tag = /<(\/?)([a-z][a-z0-9]*)/gi;
  let open = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const name = match[2]?.toLowerCase() ?? '';
    if (UNCOUNTED.has(name)) continue;
    if (match[1] === '/') open = Math.max(0, open - 1);
    else open += 1;
    if (open > OPEN_TAGS_MAX) throw tooDeep(subject);
    if (match[1] !== '/' && (name === 'script' || name === 'style')) {
      // What looks like tags in a program is none.
      const end = html.indexOf(`</${match[2]}`, tag.lastIndex);
      if (end < 0) return;
      tag.lastIndex = end;
    }
  }
}

/** A tree that recursion could not walk is refused before it is walked. */
function assertShallow(nodes: readonly HtmlNode[], subject: string): void {
  let level: HtmlNode[] = [...nodes];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DOCUMENT_LIMITS.nesting) throw tooDeep(subject);
    level = level.filter(isElement).flatMap((element) => element.children as HtmlNode[]);
  }
}

function tooDeep(subject: string): AppError {
  return new AppError('validation_failed', `${subject} is nested too deeply to be read.`);
}
