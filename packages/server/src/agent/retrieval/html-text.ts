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

function write(node: Node, lines: Lines, isInItem: boolean): void {
  if (node.type === 'text') lines.add(node.data);
  if (!isElement(node) || SILENT.has(node.name)) return;
  const breaks = PARAGRAPHS.has(node.name) ? (isInItem ? 1 : 2) : LINES.has(node.name) ? 1 : 0;
  lines.breakAtLeast(breaks);
  writeInside(node, lines, isInItem || node.name === 'li');
  lines.breakAtLeast(breaks);
}

function writeInside(element: Element, lines: Lines, isInItem: boolean): void {
  if (element.name === 'br') lines.breakOnce();
  else if (element.name === 'img') lines.add(element.attribs.alt ?? '');
  else if (element.name === 'pre') lines.verbatim(rawText(element));
  else if (element.name === 'tr') lines.add(rowOf(element));
  else {
    if (element.name === 'li') lines.add(numberOf(element));
    for (const child of element.children) write(child, lines, isInItem);
  }
}

function rowOf(row: Element): string {
  const cells = row.children.filter(isElement).map((cell) => htmlText([cell]).replace(/\s+/g, ' '));
  return cells.join(' | ');
}

/** Steps are referred to by their number, so it belongs to the text; bullets say nothing. */
function numberOf(item: Element): string {
  const list = item.parent;
  if (list === null || !isElement(list) || list.name !== 'ol') return '';
  const items = list.children.filter((child) => isElement(child) && child.name === 'li');
  return `${Number.parseInt(list.attribs.start ?? '1', 10) + items.indexOf(item)}. `;
}

function rawText(node: Node): string {
  if (node.type === 'text') return node.data;
  if (!isElement(node)) return '';
  return node.name === 'br' ? '\n' : node.children.map(rawText).join('');
}

function isElement(node: Node | Element['parent'] | null): node is Element {
  return node !== null && 'attribs' in node;
}
