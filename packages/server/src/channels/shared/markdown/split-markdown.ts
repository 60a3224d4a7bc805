import { cutBlocks } from './cut-blocks.ts';
import { parseMarkdown, withDefinitions } from './markdown-tokens.ts';

/** How a platform writes, and whether what is written fits one of its messages, in its own unit. */
type SplitOptions = {
  readonly render: (markdown: string) => string;
  readonly fits: (rendered: string) => boolean;
};

/**
 * A reply as rendered parts, in order, each of which fits: none for a text that is empty or only blanks. Cuts between blocks
 * while what is rendered fits, else within one, so that each part is well formed by itself. Loses no text; where not even
 * one character fits, the part is given all the same.
 */
export function splitMarkdown(markdown: string, { render, fits }: SplitOptions): readonly string[] {
  const source = markdown.replaceAll(/\r\n?/g, '\n');
  if (source.trim() === '') return [];
  const { definitions } = parseMarkdown(source);
  const rendered = (piece: string): string => render(withDefinitions(piece, definitions));
  const pieces = cutBlocks(source, { definitions, fits: (piece) => fits(rendered(piece)) });
  return merged(pieces, (piece) => fits(rendered(piece)))
    .map(rendered)
    .filter((part) => part.trim() !== '');
}

/** What was left of a block that had to be cut goes with what follows. */
function merged(pieces: readonly string[], fits: (piece: string) => boolean): string[] {
  const kept: string[] = [];
  for (const piece of pieces) {
    const both = `${kept.at(-1)}\n\n${piece}`;
    if (kept.length > 0 && fits(both)) kept[kept.length - 1] = both;
    else kept.push(piece);
  }
  return kept;
}
