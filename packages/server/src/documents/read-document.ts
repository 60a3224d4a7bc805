import { LIMITS } from '@parley/protocol';
import { detectFormat } from './detect-format.ts';
import { DOCUMENT_LIMITS, type DocumentInput, type ReadDocument, unreadable } from './document.ts';
import { parseDocument } from './parse-document.ts';
import { parseInWorker } from './parse-in-worker.ts';

/**
 * Reads an uploaded file (PDF, DOCX, HTML, Markdown, CSV, text) into one or several articles. Nothing in the file is
 * executed or fetched. Throws `validation_failed` with a sentence on what is wrong with the file.
 */
export async function readDocument(input: DocumentInput): Promise<ReadDocument[]> {
  const { bytes, fileName } = input;
  if (bytes.length === 0) throw unreadable(fileName, 'is empty.');
  if (bytes.length > LIMITS.uploadMaxBytes) {
    throw unreadable(fileName, `is larger than ${LIMITS.uploadMaxBytes / 1024 / 1024} MB.`);
  }
  const format = detectFormat(input);
  const isHeavy = format === 'pdf' || format === 'docx' || bytes.length > DOCUMENT_LIMITS.inlineMaxBytes;
  return isHeavy ? parseInWorker(input, format) : parseDocument(input, format);
}
