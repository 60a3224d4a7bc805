import type { DocumentFormat } from './detect-format.ts';
import { type DocumentInput, type MarkdownDocument, type ReadDocument, unreadable } from './document.ts';
import { readCsv } from './read-csv.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown, readText } from './read-text.ts';
import { splitMarkdown } from './split-markdown.ts';

/** Reads a file of a known format into articles. CPU-bound: for big files call it on a worker thread. */
export async function parseDocument(input: DocumentInput, format: DocumentFormat): Promise<ReadDocument[]> {
  try {
    if (format === 'csv') return readCsv(input);
    return splitMarkdown(await toMarkdown(input, format), input.fileName);
  } catch (error) {
    // Libraries walk a file's tree by recursion, so the file decides how deep the stack becomes.
    if (error instanceof RangeError) throw unreadable(input.fileName, 'is nested too deeply to be read.', error);
    throw error;
  }
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
