import { escapeLineStart } from './escape-markdown.ts';
import { inlineMarkdown } from './html-inline.ts';
import { type HtmlElement, type HtmlNode, isBlock, isElement } from './html-nodes.ts';
import { tableMarkdown } from './html-table.ts';
import { parseHtml } from './parse-html.ts';

/** What never becomes text: code, controls, hidden parts. Nothing of the HTML is ever run or fetched. */
const NEVER_TEXT =
  'script,style,noscript,template,iframe,object,embed,svg,canvas,audio,video,input,select,textarea,button,head,[hidden]';

type Block = { readonly text: string; readonly isList: boolean };

/** HTML (a page's body or a fragment) as Markdown. Throws `validation_failed` for HTML that is nested absurdly deep. */
export function htmlToMarkdown(html: string): string {
  const { $, root } = parseHtml(html, 'The HTML');
  $(NEVER_TEXT).remove();
  return nodesToMarkdown(root?.children ?? []);
}

/** The Markdown of nodes that `parseHtml` has parsed; for callers that have chosen a part of a page. */
export function nodesToMarkdown(nodes: readonly HtmlNode[]): string {
  return joinBlocks(blocksOf(nodes));
}

function blocksOf(nodes: readonly HtmlNode[]): Block[] {
  const blocks: Block[] = [];
  let run: HtmlNode[] = [];
  const endParagraph = () => {
    const text = inlineMarkdown(run).split('\n').map(escapeLineStart).join('\n');
    if (text !== '') blocks.push({ text, isList: false });
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && isBlock(node)) {
      endParagraph();
      blocks.push(...blockOf(node));
    } else run.push(node);
  }
  endParagraph();
  return blocks;
}

function blockOf(element: HtmlElement): Block[] {
  const block = (text: string): Block[] => (text.trim() === '' ? [] : [{ text, isList: false }]);
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const text = inlineMarkdown(element.children).replace(/\s+/g, ' ');
      return block(text === '' ? '' : `${'#'.repeat(Number(element.name[1]))} ${text}`);
    }
    case 'ul':
    case 'ol':
    case 'menu':
      return listOf(element);
    case 'table':
      return block(tableMarkdown(element, cellMarkdown));
    case 'pre':
      return block(`\`\`\`\n${rawText(element).replace(/^\n/, '').trimEnd()}\n\`\`\``);
    case 'blockquote':
      return block(joinBlocks(blocksOf(element.children)).replace(/^/gm, '> '));
    case 'hr':
      return block('---');
    case 'dt':
    case 'summary':
      return block(`**${inlineMarkdown(element.children).replaceAll('**', '')}**`);
    default:
      return blocksOf(element.children);
  }
}

function listOf(list: HtmlElement): Block[] {
  const start = Number.parseInt(list.attribs.start ?? '1', 10) || 1;
  const items = list.children.filter((child) => isElement(child) && child.name === 'li') as HtmlElement[];
  // Lists nested straight in a list, without an item around them, are invalid and common.
  const strays = list.children.filter((child) => isElement(child) && child.name !== 'li');
  const lines = items.map((item, index) => {
    const marker = list.name === 'ol' ? `${start + index}. ` : '- ';
    // A list below an item's text follows without a blank line, or Markdown would spread the whole list out.
    const content = blocksOf(item.children).reduce(
      (text, block) => text + (text === '' ? '' : block.isList ? '\n' : '\n\n') + block.text,
      '',
    );
    return content === ''
      ? ''
      : marker + content.replaceAll('\n', `\n${' '.repeat(marker.length)}`).replace(/^\s+$/gm, '');
  });
  const text = lines.filter((line) => line !== '').join('\n');
  return [...(text === '' ? [] : [{ text, isList: true }]), ...blocksOf(strays)];
}

function cellMarkdown(cell: HtmlElement): string {
  return blocksOf(cell.children)
    .map((block) => block.text.replace(/^\s*(?:[-*]|#{1,6})\s+/gm, '').replace(/\s*\n\s*/g, block.isList ? '; ' : ' '))
    .join(' ');
}

function joinBlocks(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join('\n\n');
}

function rawText(element: HtmlElement): string {
  return element.children
    .map((child) => (isElement(child) ? rawText(child) : 'data' in child ? child.data : ''))
    .join('');
}
