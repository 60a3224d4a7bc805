import { escapeMarkdown } from './escape-markdown.ts';
import { type HtmlElement, type HtmlNode, isElement, textOfNode } from './html-nodes.ts';

const MARKS: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', i: '*', del: '~~', s: '~~' };
// Other schemes run code or carry whole files (`javascript:`, `data:`); a link without a scheme is relative.
const SAFE_LINK = /^(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])/i;

/** Inline HTML as Markdown: one paragraph, whose lines are the `<br>`s. */
export function inlineMarkdown(nodes: readonly HtmlNode[]): string {
  return nodes
    .map(inlineOf)
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()
    .replace(/\n+/g, '  \n');
}

function inlineOf(node: HtmlNode): string {
  if (!isElement(node))
    return escapeMarkdown(
      textOfNode(node)
        .replace(/\s+/g, ' ')
        .replace(/\u00ad|\u200b/g, ''),
    );
  if (node.name === 'br') return '\n';
  if (node.name === 'img') return imageOf(node);
  const inner = node.children.map(inlineOf).join('');
  const mark = MARKS[node.name];
  if (mark !== undefined) return wrap(inner, mark, mark);
  if (node.name === 'code' || node.name === 'kbd') return codeOf(node);
  const href = node.attribs.href?.trim() ?? '';
  // A link to a place on the same page leads nowhere once the page is an article.
  if (node.name !== 'a' || href === '' || href.startsWith('#') || !SAFE_LINK.test(href)) return inner;
  return wrap(inner, '[', `](${href.replace(/[\s()<>]/g, encodeURIComponent)})`);
}

/** Spaces go outside the marks: `** bold **` would not be bold. Text that is marked already is not marked again. */
function wrap(inner: string, open: string, close: string): string {
  const text = inner.trim();
  if (text === '' || (open === close && (text.includes(open) || text.includes('\n')))) return inner;
  const start = inner.length - inner.trimStart().length;
  return `${inner.slice(0, start)}${open}${text}${close}${inner.slice(start + text.length)}`;
}

function imageOf(image: HtmlElement): string {
  const alt = escapeMarkdown((image.attribs.alt ?? '').replace(/\s+/g, ' ').trim());
  const src = image.attribs.src?.trim() ?? '';
  return /^https?:/i.test(src) && alt !== '' ? `![${alt}](${src.replace(/[\s()<>]/g, encodeURIComponent)})` : alt;
}

function codeOf(element: HtmlElement): string {
  const text = plainText(element).replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function plainText(element: HtmlElement): string {
  return element.children.map((child) => (isElement(child) ? plainText(child) : textOfNode(child))).join('');
}
