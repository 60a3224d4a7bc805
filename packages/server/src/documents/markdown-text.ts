const DESCRIPTION_MAX = 200;
const HEADING_MAX = 1_000;

/** A heading's text without its inline markup. */
export function plainTitle(heading: string): string {
  return plain(heading.slice(0, HEADING_MAX)).trim();
}

/** The first sentences of the Markdown's first paragraph, at most 200 characters: what an article is about. */
export function describeMarkdown(markdown: string): string {
  const blocks = markdown.split(/\n{2,}/).map((block) => block.trim());
  const paragraph = blocks.find((block) => block !== '' && !/^([#|>]|```|~~~|!\[|-{3})/.test(block)) ?? blocks[0] ?? '';
  const text = plain(paragraph.replace(/^\s*([-*+]|\d+[.)])\s+/gm, ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= DESCRIPTION_MAX) return text;
  const cut = text.slice(0, DESCRIPTION_MAX);
  const sentence = /^.{60,}[.!?。！？](?=\s|$)/.exec(cut)?.[0];
  return sentence ?? `${cut.slice(0, Math.max(cut.lastIndexOf(' '), DESCRIPTION_MAX - 40)).trimEnd()}…`;
}

function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)(\*\*|__|`|\*(?=\S)|(?<=\S)\*)/g, '')
    .replace(/^[#>|\s]+|\|/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|&=])/g, '$1');
}
