import type { CheerioAPI } from 'cheerio/slim';
import { textLines } from './text-lines.ts';

type Node = NonNullable<ReturnType<CheerioAPI['root']>[0]>['children'][number];
type Element = Extract<Node, { attribs: Record<string, string> }>;
type Lines = ReturnType<typeof textLines>;

/** The text that a reader of these nodes sees, blocks separated by a blank line. */
export function htmlText(nodes: readonly Node[]): string {
  const lines = textLines();
  for (const node of nodes) write(node, lines, false);
  return lines.result();
}

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'head', 'object', 'select']);
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote section article pre hr figure'.split(' '));
const LINES = new Set('li tr div dt dd summary details figcaption header footer main nav aside caption'.split(' '));

function write(node: Node, lines: Lines, isInItem: boolean, marker = ''): void {
  if (node.type === 'text') lines.add(node.data);
  if (!isElement(node) || SILENT.has(node.name)) return;
  const breaks = PARAGRAPHS.has(node.name) ? (isInItem ? 1 : 2) : LINES.has(node.name) ? 1 : 0;
  lines.breakAtLeast(breaks);
  lines.add(marker);
  writeInside(node, lines, isInItem || node.name === 'li');
  lines.breakAtLeast(breaks);
}

function writeInside(element: Element, lines: Lines, isInItem: boolean): void {
  if (element.name === 'br') lines.breakOnce();
  else if (element.name === 'img') lines.add(element.attribs.alt ?? '');
  else if (element.name === 'pre') lines.verbatim(rawText(element));
  else if (element.name === 'tr') lines.add(rowOf(element));
  else if (element.name === 'ol') writeNumbered(element, lines, isInItem);
  else for (const child of element.children) write(child, lines, isInItem);
}

/** Steps are referred to by their number, so it belongs to the text; bullets say nothing. */
function writeNumbered(list: Element, lines: Lines, isInItem: boolean): void {
  // Counted along the way: looking each item's place up would take minutes for a list of a hundred thousand.
  let number = Number.parseInt(list.attribs.start ?? '1', 10);
  for (const child of list.children) {
    const isItem = isElement(child) && child.name === 'li';
    write(child, lines, isInItem, isItem ? `${number++}. ` : '');
  }
}

function rowOf(row: Element): string {
  const cells = row.children.filter(isElement).map((cell) => htmlText([cell]).replace(/\s+/g, ' '));
  return cells.join(' | ');
}

function rawText(node: Node): string {
  if (node.type === 'text') return node.data;
  if (!isElement(node)) return '';
  return node.name === 'br' ? '\n' : node.children.map(rawText).join('');
}

function isElement(node: Node | Element['parent'] | null): node is Element {
  return node !== null && 'attribs' in node;
}
