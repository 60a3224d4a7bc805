import { escapeLineStart, escapeMarkdown } from './escape-markdown.ts';
import { withoutContents } from './pdf-contents.ts';
import { bodyLines } from './pdf-furniture.ts';
import { HEADING_FACTOR, lineText, mostUsedSize, type PdfLine, type PdfPage, roundSize } from './pdf-lines.ts';
import { hyphenatedWords, joinLines } from './pdf-paragraph.ts';
import { tableLength, tableOf } from './pdf-table.ts';

/** A heading is short. */
const HEADING_MAX = 160;
/** Leading of one paragraph in multiples of the font size; more is a new paragraph. */
const LEADING_MAX = 1.65;
const BULLET = /^[•●▪◦‣∙·–—-]\s+(?=\S)/;
const NUMBERED = /^(\d{1,3}[.)]|[a-z]\))\s+(?=\S)/;

/** The text of a PDF's pages as Markdown: headings by font size, paragraphs whole, tables with their columns. */
export function pagesToMarkdown(pages: readonly PdfPage[]): string {
  const printed = bodyLines(pages).filter((line) => lineText(line) !== '');
  const lines = withoutContents(printed, pages.length);
  const bodySize = mostUsedSize(lines);
  const levels = headingLevels(lines, bodySize);
  const hyphenated = hyphenatedWords(lines.map(lineText));
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const level = levels.get(roundSize(lines[at]?.size ?? 0));
    const table = level === undefined ? tableLength(lines, at) : 0;
    const markdown = table > 0 ? tableOf(lines.slice(at, at + table)) : null;
    const length = markdown === null ? runLength(lines, at) : table;
    const text = markdown ?? joinLines(lines.slice(at, at + length).map(lineText), hyphenated);
    blocks.push(
      markdown ?? (level === undefined || text.length > HEADING_MAX ? paragraph(text) : heading(text, level)),
    );
    at += length;
  }
  return joinListItems(blocks);
}

function heading(text: string, level: number): string {
  return `${'#'.repeat(level)} ${escapeMarkdown(text)}`;
}

function paragraph(text: string): string {
  if (BULLET.test(text)) return `- ${escapeMarkdown(text.replace(BULLET, ''))}`;
  const number = NUMBERED.exec(text)?.[1];
  if (number !== undefined && /^\d/.test(number)) return `${number} ${escapeMarkdown(text.replace(NUMBERED, ''))}`;
  return escapeLineStart(escapeMarkdown(text));
}

function joinListItems(blocks: readonly string[]): string {
  const isItem = (block: string | undefined) => /^(-|\d{1,3}[.)])\s/.test(block ?? '');
  return blocks
    .map((block, index) => (index === 0 ? '' : isItem(block) && isItem(blocks[index - 1]) ? '\n' : '\n\n') + block)
    .join('');
}

/** How many lines from `start` on are one paragraph or one heading. */
function runLength(lines: readonly PdfLine[], start: number): number {
  let length = 1;
  for (; start + length < lines.length; length += 1) {
    const above = lines[start + length - 1];
    const line = lines[start + length];
    if (above === undefined || line === undefined || !isSameRun(above, line)) break;
  }
  return length;
}

function isSameRun(above: PdfLine, line: PdfLine): boolean {
  const text = lineText(line);
  if (roundSize(above.size) !== roundSize(line.size) || BULLET.test(text) || NUMBERED.test(text)) return false;
  // A sentence may go on over the page's end; nothing else is taken to.
  if (above.page !== line.page) return /[\p{L}\p{N},;-]$/u.test(lineText(above)) && /^[\p{Ll}(]/u.test(text);
  const pitch = above.y - line.y;
  return pitch > 0 && pitch <= LEADING_MAX * line.size && !endsParagraph(above, line);
}

/** Without a gap between them, paragraphs show by an indented first line. */
function endsParagraph(above: PdfLine, line: PdfLine): boolean {
  const [from = 0, to = 0] = [above.cells[0]?.x, line.cells[0]?.x];
  return (
    to - from > 0.8 * line.size &&
    !BULLET.test(lineText(above)) &&
    !NUMBERED.test(lineText(above)) &&
    /[.!?:]$/.test(lineText(above))
  );
}

/** Font sizes above the body's, largest first, are the levels; a fifth size and smaller ones share the fourth. */
function headingLevels(lines: readonly PdfLine[], bodySize: number): Map<number, number> {
  const sizes = new Set(lines.map((line) => roundSize(line.size)).filter((size) => size >= bodySize * HEADING_FACTOR));
  return new Map([...sizes].sort((a, b) => b - a).map((size, index) => [size, Math.min(4, index + 1)]));
}
