import { getDocumentProxy } from 'unpdf';
import { DOCUMENT_LIMITS, type DocumentInput, type MarkdownDocument, unreadable } from './document.ts';
import { linesOf, type PdfItem, type PdfPage } from './pdf-lines.ts';
import { pagesToMarkdown } from './pdf-to-markdown.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A PDF's text with its headings, paragraphs and tables. A scan without text is refused. */
export async function readPdf(input: DocumentInput): Promise<MarkdownDocument> {
  const pdf = await open(input);
  if (pdf.numPages > DOCUMENT_LIMITS.pages) {
    throw unreadable(input.fileName, `has ${pdf.numPages} pages; at most ${DOCUMENT_LIMITS.pages} can be read.`);
  }
  const pages: PdfPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await pageOf(pdf, number, input.fileName));
  if (pages.every((page) => page.lines.length === 0)) {
    throw unreadable(
      input.fileName,
      'has no text that can be read: it is a scan (run text recognition on it) or does not contain its fonts.',
    );
  }
  return { title: await titleOf(pdf), markdown: pagesToMarkdown(pages), language: await languageOf(pdf) };
}

async function open({ bytes, fileName }: DocumentInput): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over; the options keep it from looking for fonts and character maps anywhere else.
    return await getDocumentProxy(bytes.slice(), {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
      useWorkerFetch: false,
      stopAtErrors: false,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw unreadable(fileName, 'is protected by a password. Save it without one.', error);
    }
    throw unreadable(fileName, 'is damaged or incomplete and cannot be opened as a PDF.', error);
  }
}

async function pageOf(pdf: Pdf, number: number, fileName: string): Promise<PdfPage> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const [, bottom = 0, , top = 0] = page.view;
    const found = items.flatMap((item): PdfItem[] => {
      if (!('str' in item)) return [];
      const [, , shearX = 0, scaleY = 0, x = 0, y = 0] = item.transform as number[];
      const size = Math.hypot(shearX, scaleY) || item.height || 1;
      return [{ text: item.str, x, y: y - bottom, width: item.width, size, isRightToLeft: item.dir === 'rtl' }];
    });
    page.cleanup();
    return { lines: linesOf(found, number), height: top - bottom };
  } catch (error) {
    throw unreadable(fileName, `is damaged: page ${number} cannot be read.`, error);
  }
}

/** Many programs write their own or the file's name as the title; such titles are worth nothing. */
async function titleOf(pdf: Pdf): Promise<string> {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : '';
  return /^(untitled|microsoft word|.*\.(docx?|indd|pdf|tex|odt|xlsx?))/i.test(title) ? '' : title;
}

async function languageOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata();
  const language = 'Language' in info && typeof info.Language === 'string' ? info.Language : '';
  return /^[a-z]{2,3}(?=-|$)/i.exec(language)?.[0]?.toLowerCase() ?? null;
}
