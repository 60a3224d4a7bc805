import { HEADING_FACTOR, lineText, type PdfLine } from './pdf-lines.ts';

/** So many entries in a row are a table of contents; fewer may be a small table of figures. */
const MIN_ENTRIES = 6;
const ENTRY = /^(?=.*\p{L}).*?(?:[\s.·…]{4,}|\s)(\d{1,4})$/u;

/**
 * The lines without the table of contents: its entries would be found by every question about a chapter and answer
 * none. Recognised by page numbers that rise to the last page at most, in the first fifth of the document.
 */
export function withoutContents(lines: readonly PdfLine[], pageCount: number): PdfLine[] {
  const kept: PdfLine[] = [];
  let entries: PdfLine[] = [];
  let lastNumber = 0;
  const endEntries = () => {
    if (entries.length < MIN_ENTRIES) kept.push(...entries);
    else if (isHeadingOf(kept.at(-1), entries[0])) kept.pop();
    entries = [];
    lastNumber = 0;
  };
  for (const line of lines) {
    const number = entryNumber(line, pageCount);
    if (number === null || number < lastNumber) endEntries();
    if (number === null) kept.push(line);
    else {
      entries.push(line);
      lastNumber = number;
    }
  }
  endEntries();
  return kept;
}

function isHeadingOf(line: PdfLine | undefined, entry: PdfLine | undefined): boolean {
  return (
    line !== undefined && entry !== undefined && line.page === entry.page && line.size >= entry.size * HEADING_FACTOR
  );
}

function entryNumber(line: PdfLine, pageCount: number): number | null {
  if (line.page > Math.max(3, pageCount / 5)) return null;
  const text = lineText(line);
  const number = Number(ENTRY.exec(text)?.[1] ?? Number.NaN);
  // Set off by a gap or by leaders, or it is a sentence that ends in a number.
  const isSetOff = line.columns === 2 || /[.·…\s]{4,}\d+$/.test(text);
  return isSetOff && number >= 1 && number <= pageCount + 20 ? number : null;
}
