import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

type Token = ReturnType<typeof markdown.parse>[number];

/** A reply in Markdown as people write plain text: lists and quotes keep their signs, links stand in brackets. */
export function mailText(source: string): string {
  return blocksOf(markdown.parse(source, {})).join('\n\n').trim();
}

/** The text of each block; what stands within one has been put together. */
function blocksOf(tokens: readonly Token[]): readonly string[] {
  const blocks: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = token.nesting === 1 ? closingOf(tokens, at) : at;
    blocks.push(blockOf(token, tokens.slice(at + 1, end)));
    at = end;
  }
  return blocks;
}

function closingOf(tokens: readonly Token[], from: number): number {
  let depth = 0;
  const end = tokens.findIndex((token, index) => {
    if (index >= from) depth += token.nesting;
    return index >= from && depth === 0;
  });
  return end < 0 ? tokens.length : end;
}

function blockOf(token: Token, within: readonly Token[]): string {
  switch (token.type) {
    case 'inline':
      return inlineText(token.children ?? []);
    case 'fence':
    case 'code_block':
      return token.content.replace(/\n$/, '');
    case 'hr':
      return '---';
    case 'blockquote_open':
      return indented(blocksOf(within).join('\n\n'), '> ', '> ');
    case 'bullet_list_open':
      return listText(within, () => '- ');
    case 'ordered_list_open': {
      const start = Number(token.attrGet('start') ?? 1);
      return listText(within, (index) => `${start + index}. `);
    }
    case 'table_open':
      return rowsOf(within).join('\n');
    default:
      return blocksOf(within).join('\n');
  }
}

function listText(tokens: readonly Token[], signOf: (index: number) => string): string {
  const isTight = tokens.some(({ type, hidden }) => type === 'paragraph_open' && hidden);
  const items: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const end = closingOf(tokens, at);
    const sign = signOf(items.length);
    const blocks = blocksOf(tokens.slice(at + 1, end));
    items.push(indented(blocks.join(isTight ? '\n' : '\n\n'), sign, ' '.repeat(sign.length)));
    at = end;
  }
  return items.join(isTight ? '\n' : '\n\n');
}

const indented = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n');

function rowsOf(tokens: readonly Token[]): readonly string[] {
  const rows: string[][] = [];
  for (const { type, children } of tokens) {
    if (type === 'tr_open') rows.push([]);
    if (type === 'inline') rows.at(-1)?.push(inlineText(children ?? []));
  }
  return rows.map((cells) => cells.join(' | '));
}

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  const links: { readonly href: string; readonly begin: number }[] = [];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
    else if (token.type === 'image') text += `${token.content} (${token.attrGet('src') ?? ''})`;
    else if (token.type === 'link_open') links.push({ href: String(token.attrGet('href') ?? ''), begin: text.length });
    else if (token.type === 'link_close') {
      const { href, begin } = links.pop() ?? { href: '', begin: text.length };
      const said = text.slice(begin);
      const isSaid = [said, `mailto:${said}`, `http://${said}`, `https://${said}`].includes(href);
      if (!isSaid && href !== '') text += ` (${href})`;
    } else text += token.content;
  }
  return text;
}
