import mammoth from 'mammoth';
import { type DocumentInput, type MarkdownDocument, unreadable } from './document.ts';
import { nodesToMarkdown } from './html-to-markdown.ts';
import { parseHtml } from './parse-html.ts';
import { checkZip } from './zip-check.ts';

const STYLES = ["p[style-name='Title'] => p.parley-title:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** A Word file: headings, lists and tables; pictures, comments, page headers and footers are left out. */
export async function readDocx(input: DocumentInput): Promise<MarkdownDocument> {
  assertWord(checkZip(input.bytes, input.fileName), input.fileName);
  const html = await htmlOf(input);
  const { $, root } = parseHtml(html, `"${input.fileName}"`);
  const titles = $('p.parley-title');
  const title = titles.first().text().trim();
  if (titles.length === 1) titles.remove();
  return { title, markdown: nodesToMarkdown(root?.children ?? []) };
}

async function htmlOf({ bytes, fileName }: DocumentInput): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return result.value;
  } catch (error) {
    throw unreadable(fileName, 'is damaged: Word could not have written it like this.', error);
  }
}

function assertWord(names: readonly string[], fileName: string): void {
  if (names.some((name) => /^word\/document\d*\.xml$/.test(name))) return;
  if (names.some((name) => name.startsWith('xl/'))) {
    throw unreadable(fileName, 'is a spreadsheet. Save the sheet as CSV and upload that.');
  }
  if (names.some((name) => name.startsWith('ppt/'))) {
    throw unreadable(fileName, 'is a presentation. Save it as PDF and upload that.');
  }
  throw unreadable(fileName, 'is an archive, not a Word document.');
}
