import type { Part } from '../../../domain/channels/channel.ts';
import { parseMarkdown, type Token } from '../../shared/markdown/markdown-tokens.ts';
import { splitMarkdown } from '../../shared/markdown/split-markdown.ts';
import { codePoints } from '../../shared/markdown/text-measures.ts';
import { alignedTable } from '../../shared/markdown/text-table.ts';

/** A message's text, in code points. https://docs.discord.com/developers/resources/message#create-message */
const TEXT_MAX = 2000;
/** Wider tables wrap and cannot be read. */
const TABLE_COLUMNS = 56;

/** A reply as messages in Discord's Markdown. */
export const format = (markdown: string): readonly Part[] =>
  splitMarkdown(markdown, { render: renderDiscord, fits: (text) => codePoints(text) <= TEXT_MAX }).map((body) => ({
    body,
    format: 'markdown',
  }));

/** Discord reads most of Markdown itself. It has no tables, no pictures, no code by indentation, and three levels of headings. */
function renderDiscord(markdown: string): string {
  const lines = markdown.split('\n');
  const { tokens } = parseMarkdown(markdown);
  const blocks = tokens.flatMap((token, index) =>
    token.level === 0 && token.nesting !== -1 && token.map ? [index] : [],
  );
  let at = 0;
  const pieces = blocks.map((index, order) => {
    const token = tokens[index] as Token;
    const [begin, end] = token.map ?? [0, 0];
    const gap = lines.slice(at, begin);
    at = end;
    return [...gap, block(token, tokens.slice(index, blocks[order + 1]), lines.slice(begin, end).join('\n'))].join(
      '\n',
    );
  });
  return [...pieces, ...lines.slice(at)].join('\n').trimEnd();
}

function block(token: Token, inside: readonly Token[], source: string): string {
  if (token.type === 'fence') return source;
  if (token.type === 'code_block') return `\`\`\`\n${token.content.replace(/\n$/, '')}\n\`\`\``;
  if (token.type === 'table_open') return table(inside);
  const withLinks = source.replaceAll(/!\[([^\]]*)\]\(/g, (_, text: string) => `[${text || 'image'}](`);
  const level = token.type === 'heading_open' ? Number(token.tag.slice(1)) : 0;
  const heading = inside.find(({ type }) => type === 'inline')?.content ?? '';
  return level > 3 ? `**${heading.replaceAll('**', '')}**` : withLinks;
}

function table(tokens: readonly Token[]): string {
  const rows: Token[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    else if (token.type === 'inline') rows.at(-1)?.push(token);
  }
  const { lines, width } = alignedTable(rows.map((row) => row.map(textOf)));
  const hasLinks = tokens.some(({ children }) => children?.some(({ type }) => type === 'link_open'));
  if (width <= TABLE_COLUMNS && !hasLinks && !lines.some((line) => line.includes('```'))) {
    return `\`\`\`\n${lines.join('\n')}\n\`\`\``;
  }
  const [header = [], ...body] = rows.map((row) => row.map(({ content }) => content));
  const written = body.map((row) =>
    row
      .map((cell, column) => (header[column] ? `**${header[column].replaceAll('**', '')}:** ${cell}` : cell))
      .filter((_, column) => row[column] !== '')
      .join('\n'),
  );
  return written.join('\n\n') || header.join('\n');
}

const textOf = ({ children }: Token): string => (children ?? []).map(({ content }) => content).join('');
