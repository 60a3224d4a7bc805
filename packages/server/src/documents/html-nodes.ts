import type { CheerioAPI } from 'cheerio/slim';

/** A node of a parsed HTML tree, and one that is an element. */
export type HtmlNode = ReturnType<CheerioAPI['root']>[0] extends { children: (infer Child)[] } | undefined
  ? Child
  : never;
export type HtmlElement = Extract<HtmlNode, { attribs: Record<string, string> }>;

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot ' +
    'th thead tr ul'
  ).split(' '),
);

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

export function isBlock(node: HtmlNode): boolean {
  return isElement(node) && (BLOCKS.has(node.name) || node.children.some(isBlock));
}

/** The text of a text node, '' for every other node. */
export function textOfNode(node: HtmlNode): string {
  return 'data' in node && !('name' in node) && node.type === 'text' ? node.data : '';
}

/** The elements below `element` that carry one of the names, not looking inside any element of `within`. */
export function descendants(element: HtmlElement, names: readonly string[], within: readonly string[]): HtmlElement[] {
  return element.children.filter(isElement).flatMap((child) => {
    if (names.includes(child.name)) return [child];
    return within.includes(child.name) ? [] : descendants(child, names, within);
  });
}
