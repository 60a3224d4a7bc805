import { AppError } from '@parley/protocol';

/** A file as it arrived; `fileName` and `contentType` are the sender's claims and only hints. */
export type DocumentInput = {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly contentType?: string;
};

/** One article read from a file. `content` is Markdown without the title; `language` only where the file declares it. */
export type ReadDocument = {
  readonly title: string;
  readonly content: string;
  readonly description: string;
  readonly language: string | null;
  readonly tags?: readonly string[];
};

/** A whole file as Markdown, before it is split into articles. An empty `title` means that the file names none. */
export type MarkdownDocument = {
  readonly title: string;
  readonly markdown: string;
  readonly description?: string;
  readonly language?: string | null;
  readonly tags?: readonly string[];
};

/** What may be read at most. `unzippedMaxBytes` and `memoryMb` are what stops a decompression bomb. */
export const DOCUMENT_LIMITS = {
  unzippedMaxBytes: 200 * 1024 * 1024,
  zipEntries: 5_000,
  pages: 2_000,
  rows: 100_000,
  columns: 200,
  articles: 2_000,
  nesting: 400,
  memoryMb: 768,
  timeoutMs: 60_000,
  inlineMaxBytes: 64 * 1024,
} as const;

/** The refusal of a file: `problem` continues the sentence that begins with the file's name. */
export function unreadable(fileName: string, problem: string, cause?: unknown): AppError {
  const message = `"${fileName}" ${problem}`;
  return new AppError('validation_failed', message, { fields: [{ path: 'file', message }] }, cause);
}

/** A title made from the file's name, for files that name none themselves: `price_list-2026.csv` → `Price list 2026`. */
export function titleFromFileName(fileName: string): string {
  const stem = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return stem === '' ? 'Untitled document' : stem.charAt(0).toUpperCase() + stem.slice(1);
}
