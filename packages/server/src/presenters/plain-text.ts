import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

/** Letters that could begin any markup. */
const MAYBE_MARKUP = /[*_`~<>&#[\]|\\]|^\s*([-+]|\d+[.)])\s|^ {4}|\n\s*[=-]+\s*$/mu;

/** The words of Markdown on one line, as a list or a notification shows them: without markup, and links by their text. */
export function plainText(source: string): string {
  if (!MAYBE_MARKUP.test(source)) return oneLine(source);
  const words = markdown.parse(source, {}).flatMap((block) => {
    if (block.type === 'fence' || block.type === 'code_block') return [block.content];
    return block.type === 'inline' ? [(block.children ?? []).map(wordsOf).join('')] : [];
  });
  return oneLine(words.join(' '));
}

type Token = ReturnType<typeof markdown.parse>[number];

function wordsOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  return ['text', 'code_inline', 'image', 'text_special'].includes(token.type) ? token.content : '';
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
