import { HEADING_FACTOR, lineText, mostUsedSize, type PdfLine, type PdfPage } from './pdf-lines.ts';

/** Running heads and feet stand in these outer parts of a page, among this many outermost lines. */
const MARGIN = 0.13;
const OUTERMOST = 3;
const MIN_PAGES = 3;
const PAGE_NUMBER =
  /^[-–—\s]*((page|seite|p\.|s\.|página|pagina)\s*)?(#|[ivxlc]+)(\s*(of|von|de|di|\/|sur)\s*#)?[-–—\s]*$/i;

/** The lines of all pages without what is printed on many pages at the same place, and without page numbers. */
export function bodyLines(pages: readonly PdfPage[]): PdfLine[] {
  const headingSize = mostUsedSize(pages.flatMap((page) => page.lines)) * HEADING_FACTOR;
  const keyOf = (line: PdfLine) => placeAndText(line, line.size >= headingSize);
  const counts = new Map<string, number>();
  const candidates = pages.map((page) => outerLines(page));
  for (const lines of candidates) {
    for (const key of new Set(lines.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return pages.flatMap((page, index) => {
    const outer = new Set(candidates[index]);
    return page.lines.filter(
      (line) => !outer.has(line) || !isFurniture(line, counts.get(keyOf(line)) ?? 0, pages.length),
    );
  });
}

function isFurniture(line: PdfLine, onPages: number, pages: number): boolean {
  const text = lineText(line).replace(/\d+/g, '#');
  if (PAGE_NUMBER.test(text) && pages > 1) return true;
  // A table's head is repeated on its pages too, and has more cells than a running head.
  return line.columns <= 3 && onPages >= MIN_PAGES;
}

function outerLines(page: PdfPage): PdfLine[] {
  const sorted = page.lines.toSorted((a, b) => b.y - a.y);
  const top = sorted.slice(0, OUTERMOST).filter((line) => line.y > page.height * (1 - MARGIN));
  const bottom = sorted.slice(-OUTERMOST).filter((line) => line.y < page.height * MARGIN);
  return [...top, ...bottom];
}

/** Numbers differ from page to page, but in a large font `Chapter 3` and `Chapter 4` are headings, not one running head. */
function placeAndText(line: PdfLine, isHeading: boolean): string {
  const text = lineText(line);
  return `${Math.round(line.y / 3)} ${isHeading ? text : text.replace(/\d+/g, '#')}`;
}
