import { parseMarkdown, type Token } from '../../shared/markdown/markdown-tokens.ts';
import { escapeHtml } from './html-text.ts';
import { tableHtml } from './table-html.ts';

/** A token with what it contains. */
type Node = { readonly token: Token; readonly children: readonly Node[] };

/**
 * Markdown as the HTML that Telegram takes: it has marks, links, code and quotations, and neither headings nor lists nor
 * tables. https://core.telegram.org/bots/api#html-style
 */
export function renderHtml(markdown: string): string {
  return blocks(treeOf(parseMarkdown(markdown).tokens), false).trim();
}

function treeOf(tokens: readonly Token[]): Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const children: Node[] = [];
    open.at(-1)?.push({ token, children });
    if (token.nesting === 1) open.push(children);
  }
  return root;
}

function blocks(nodes: readonly Node[], isQuoted: boolean): string {
  return nodes
    .map((node) => block(node, isQuoted))
    .filter((text) => text !== '')
    .join('\n\n');
}

function block({ token, children }: Node, isQuoted: boolean): string {
  switch (token.type) {
    case 'heading_open':
      return `<b>${inlineOf(children)}</b>`;
    case 'fence':
    case 'code_block':
      return codeBlock(token);
    case 'blockquote_open':
      // One in another is not allowed.
      return isQuoted ? blocks(children, true) : `<blockquote>${blocks(children, true)}</blockquote>`;
    case 'bullet_list_open':
    case 'ordered_list_open':
      return list({ token, children }, isQuoted);
    case 'table_open':
      return tableHtml(rowsOf(children));
    case 'hr':
      return '———';
    case 'inline':
      return inline(token.children ?? []);
    default:
      return inlineOf(children);
  }
}

const inlineOf = (nodes: readonly Node[]): string => nodes.map(({ token }) => inline(token.children ?? [])).join('\n');

function codeBlock(token: Token): string {
  const code = escapeHtml(token.content.replace(/\n$/, ''));
  const language = /^[\w+#.-]+/.exec(token.info)?.[0];
  return language ? `<pre><code class="language-${escapeHtml(language)}">${code}</code></pre>` : `<pre>${code}</pre>`;
}

/** Items by lines; what belongs to an item is set in under its text. */
function list({ token, children }: Node, isQuoted: boolean): string {
  const first = Number(token.attrGet('start') ?? 1);
  const isLoose = children.some((item) =>
    item.children.some(({ token: inner }) => inner.type === 'paragraph_open' && !inner.hidden),
  );
  const items = children.map((item, index) => {
    const marker = token.type === 'ordered_list_open' ? `${first + index}. ` : '• ';
    const text = item.children.map((child) => block(child, isQuoted)).join('\n');
    return withTask(marker, text.replaceAll(/\n(?=[^\n])/g, '\n   '));
  });
  return items.join(isLoose ? '\n\n' : '\n');
}

/** `[ ]` and `[x]` are boxes. */
function withTask(marker: string, text: string): string {
  const task = /^\[([ xX])\] /.exec(text);
  return task ? `${task[1] === ' ' ? '☐' : '☑'} ${text.slice(4)}` : marker + text;
}

/** The cells of a table, as HTML and with the header first. */
function rowsOf(parts: readonly Node[]): string[][] {
  return parts.flatMap((part) => part.children.map((row) => row.children.map((cell) => inlineOf(cell.children))));
}

const TAGS: Readonly<Record<string, string>> = { strong_open: 'b', em_open: 'i', s_open: 's' };

/** Telegram takes no code in other marks: they are closed for it and opened again. */
function inline(tokens: readonly Token[]): string {
  let html = '';
  let open: { readonly start: string; readonly end: string }[] = [];
  for (const token of tokens) {
    if (token.nesting === 1) {
      const mark = markOf(token);
      html += mark.start;
      open = [...open, mark];
    } else if (token.nesting === -1) {
      html += open.at(-1)?.end ?? '';
      open = open.slice(0, -1);
    } else if (token.type === 'code_inline' && !open.some(({ start }) => start.startsWith('<a'))) {
      const ends = open.toReversed().map(({ end }) => end);
      html += [...ends, `<code>${escapeHtml(token.content)}</code>`, ...open.map(({ start }) => start)].join('');
    } else html += leaf(token);
  }
  return html.replaceAll(/<([bis])><\/\1>/g, '');
}

function markOf(token: Token): { start: string; end: string } {
  const tag = TAGS[token.type];
  if (tag) return { start: `<${tag}>`, end: `</${tag}>` };
  const href = String(token.attrGet('href') ?? '');
  return isAddress(href) ? { start: `<a href="${escapeHtml(href)}">`, end: '</a>' } : { start: '', end: '' };
}

function leaf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n';
  if (token.type !== 'image') return escapeHtml(token.content);
  const source = String(token.attrGet('src') ?? '');
  const text = escapeHtml(token.content || source);
  return isAddress(source) ? `<a href="${escapeHtml(source)}">${text}</a>` : text;
}

/** Other addresses lead nowhere from a chat. */
const isAddress = (href: string): boolean => /^(?:https?|tg|mailto|tel):/i.test(href);
