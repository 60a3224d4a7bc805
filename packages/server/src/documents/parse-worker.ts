import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@parley/protocol';
import type { DocumentFormat } from './detect-format.ts';
import type { DocumentInput, ReadDocument } from './document.ts';
import { parseDocument } from './parse-document.ts';

/** What the thread receives, and the one message that it answers. */
export type ParseJob = { readonly input: DocumentInput; readonly format: DocumentFormat };
export type ParseOutcome =
  | { readonly kind: 'read'; readonly documents: ReadDocument[] }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

const { input, format } = workerData as ParseJob;
parentPort?.postMessage(await outcome());

// Classes do not survive the crossing between threads: a refusal travels as its sentence.
async function outcome(): Promise<ParseOutcome> {
  try {
    return { kind: 'read', documents: await parseDocument(input, format) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof AppError ? 'refused' : 'failed', message };
  }
}
