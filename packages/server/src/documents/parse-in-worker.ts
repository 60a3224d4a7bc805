import { Worker } from 'node:worker_threads';
import { AppError } from '@parley/protocol';
import type { DocumentFormat } from './detect-format.ts';
import { DOCUMENT_LIMITS, type DocumentInput, type ReadDocument, unreadable } from './document.ts';
import type { ParseJob, ParseOutcome } from './parse-worker.ts';

/** One file at a time: two big ones would need twice the memory limit and share the same few cores. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Reads a file on a thread of its own with limits on time and memory, so that a huge or hostile file costs its
 * sender a refusal and nobody else anything. Files wait for each other.
 */
export function parseInWorker(
  input: DocumentInput,
  format: DocumentFormat,
  timeoutMs: number = DOCUMENT_LIMITS.timeoutMs,
): Promise<ReadDocument[]> {
  const result = previous.then(() => runWorker(input, format, timeoutMs));
  previous = result.catch(() => undefined);
  return result;
}

async function runWorker(input: DocumentInput, format: DocumentFormat, timeoutMs: number): Promise<ReadDocument[]> {
  const workerData: ParseJob = { input, format };
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData,
    // A file's reader needs no secrets, and its libraries' warnings are not the server's output.
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: DOCUMENT_LIMITS.memoryMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ReadDocument[]>((resolve, reject) => {
      timer = setTimeout(
        () => reject(unreadable(input.fileName, 'takes too long to read. Split the file.')),
        timeoutMs,
      );
      worker.once('message', (outcome: ParseOutcome) => settle(outcome, input.fileName, resolve, reject));
      worker.once('error', (error) => reject(translate(error, input.fileName)));
      worker.once('exit', () => reject(unreadable(input.fileName, 'cannot be read: its reader stopped.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function settle(
  outcome: ParseOutcome,
  fileName: string,
  resolve: (documents: ReadDocument[]) => void,
  reject: (error: Error) => void,
): void {
  if (outcome.kind === 'read') resolve(outcome.documents);
  else if (outcome.kind === 'refused')
    reject(
      new AppError('validation_failed', outcome.message, { fields: [{ path: 'file', message: outcome.message }] }),
    );
  else reject(new Error(`Reading "${fileName}" failed: ${outcome.message}`));
}

function translate(error: unknown, fileName: string): Error {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) return unreadable(fileName, 'needs too much memory to be read. Split the file.', error);
  // A fault that nobody foresaw is ours to find: it must not be blamed on the file.
  return new Error(`Reading "${fileName}" failed.`, { cause: error });
}
