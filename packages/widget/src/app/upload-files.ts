import type { VisitorClient } from '@parley/sdk';
import type { TextKey } from '../texts/en.ts';
import type { Translate } from '../texts/translate.ts';
import { fileProblem } from './file-checks.ts';
import { fileWords, tellDeveloper } from './problem-words.ts';
import type { Upload } from './use-uploads.ts';

export type UploadInput = {
  readonly client: VisitorClient;
  readonly t: Translate<TextKey>;
  readonly files: Iterable<File>;
  /** How many files the message has already. */
  readonly others: number;
  readonly newKey: () => number;
  add(upload: Upload): void;
  change(key: number, changes: Partial<Upload>): void;
  remove(key: number): void;
  /** What is wrong with the last that could not be added, in the visitor's words. */
  complain(text: string): void;
};

/** Stores files for the message that is being written, all at once; those that cannot go with it are told of. */
export function uploadFiles(input: UploadInput): void {
  let count = input.others;
  for (const file of input.files) {
    const problem = fileProblem(file, count);
    if (problem) input.complain(input.t(problem, { name: file.name }));
    else {
      count += 1;
      void uploadFile(input, file);
    }
  }
}

async function uploadFile(
  { client, t, newKey, add, change, remove, complain }: UploadInput,
  file: File,
): Promise<void> {
  const key = newKey();
  const ending = new AbortController();
  add({ key, name: file.name, share: 0, attachment: null, stop: () => ending.abort() });
  try {
    const attachment = await client.upload(file, (share) => change(key, { share }), ending.signal);
    change(key, { attachment, share: 1 });
  } catch (error) {
    // The visitor has taken it out.
    if (ending.signal.aborted) return;
    remove(key);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'offline';
    tellDeveloper({ code, message: String(error) });
    complain(t(fileWords(code), { name: file.name }));
  }
}
