import type { DocumentInput } from './document.ts';
import { unreadable } from './document.ts';

/** The formats that can become articles. */
export type DocumentFormat = 'pdf' | 'docx' | 'html' | 'markdown' | 'csv' | 'text';

const SUPPORTED = 'Supported are PDF, Word (.docx), HTML, Markdown, CSV and plain text.';

const BINARY_SIGNATURES: ReadonlyArray<{ readonly bytes: readonly number[]; readonly kind: string }> = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'a JPEG image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: 'a GIF image' },
  { bytes: [0x52, 0x49, 0x46, 0x46], kind: 'a media file' },
  { bytes: [0x1f, 0x8b], kind: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: 'a 7-Zip archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'a RAR archive' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], kind: 'an RTF document' },
];

const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];

const FORMAT_BY_EXTENSION: Readonly<Record<string, DocumentFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  text: 'text',
  log: 'text',
  rst: 'text',
  adoc: 'text',
};

const FORMAT_BY_CONTENT_TYPE: Readonly<Record<string, DocumentFormat>> = {
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/plain': 'text',
};

/** Decides what a file is: by its bytes, then by its extension, then by the declared type. Throws for anything else. */
export function detectFormat(input: DocumentInput): DocumentFormat {
  const { bytes, fileName } = input;
  // Readers accept a PDF whose header stands anywhere in the first kilobyte (ISO 32000, annex H).
  const pdfAt = asciiHead(bytes, 1024).indexOf('%PDF-');
  if (pdfAt === 0 || (pdfAt > 0 && extensionOf(fileName) === 'pdf')) return 'pdf';
  if (startsWith(bytes, ZIP_SIGNATURE)) return 'docx';
  if (startsWith(bytes, OLE_SIGNATURE)) {
    throw unreadable(fileName, 'is password-protected or in the old Office format. Save it as an open .docx file.');
  }
  const binary = BINARY_SIGNATURES.find((signature) => startsWith(bytes, signature.bytes));
  if (binary !== undefined) throw unreadable(fileName, `is ${binary.kind}, not a document. ${SUPPORTED}`);
  return detectTextFormat(input);
}

function detectTextFormat({ bytes, fileName, contentType }: DocumentInput): DocumentFormat {
  // Comments are taken off first: a pattern that skips them itself can be made to try exponentially many ways.
  const head = asciiHead(bytes, 1024)
    .replace(/<!--[\s\S]*?-->/g, '')
    .trimStart();
  if (/^(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)[\s>]/i.test(head)) return 'html';
  if (/^<(\?xml|svg)[\s>]/i.test(head)) throw unreadable(fileName, `is an XML file. ${SUPPORTED}`);
  const extension = extensionOf(fileName);
  if (extension === 'pdf' || extension === 'docx') {
    throw unreadable(fileName, `is not a ${extension === 'pdf' ? 'PDF' : 'Word'} file, whatever its name says.`);
  }
  const declared = FORMAT_BY_CONTENT_TYPE[contentType?.split(';')[0]?.trim().toLowerCase() ?? ''];
  const format = FORMAT_BY_EXTENSION[extension] ?? declared ?? (extension === '' ? 'text' : undefined);
  if (format === undefined) throw unreadable(fileName, `has a type that cannot be read (.${extension}). ${SUPPORTED}`);
  return format;
}

function extensionOf(fileName: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function asciiHead(bytes: Uint8Array, length: number): string {
  // NULs are what UTF-16 puts between ASCII letters; without them the same patterns fit.
  return Buffer.from(bytes.subarray(0, length))
    .toString('latin1')
    .replace(/\0|^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/g, '');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
