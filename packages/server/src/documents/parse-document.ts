import type { DocumentFormat } from './detect-format.ts';
import type { DocumentInput, MarkdownDocument, ReadDocument } from './document.ts';
import { readCsv } from './read-csv.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown, readText } from './read-text.ts';
import { splitMarkdown } from './split-markdown.ts';

/** Reads a file of a known format into articles. CPU-bound: for big files call it on a worker thread. */
export async function parseDocument(input: DocumentInput, format: DocumentFormat): Promise<ReadDocument[]> {
  if (format === 'csv') return readCsv(input);
  return splitMarkdown(await toMarkdown(input, format), input.fileName);
}

async function toMarkdown(input: DocumentInput, format: Exclude<DocumentFormat, 'csv'>): Promise<MarkdownDocument> {
  switch (format) {
    // These two libraries are large: they are loaded only where a file needs them.
    case 'pdf':
      return (await import('./read-pdf.ts')).readPdf(input);
    case 'docx':
      return (await import('./read-docx.ts')).readDocx(input);
    case 'html':
      return readHtml(input);
    case 'markdown':
      return readMarkdown(input);
    case 'text':
      return readText(input);
  }
}
