import { AppError } from '@parley/protocol';
import { expect } from 'vitest';
import type { ReadDocument } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read-document.ts';

/** Reads a file given as text or bytes. */
export function read(fileName: string, content: string | Uint8Array, contentType?: string): Promise<ReadDocument[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readDocument({ bytes, fileName, ...(contentType === undefined ? {} : { contentType }) });
}

/** The one article that a file becomes. */
export async function readOne(fileName: string, content: string | Uint8Array): Promise<ReadDocument> {
  const documents = await read(fileName, content);
  expect(documents).toHaveLength(1);
  return documents[0] as ReadDocument;
}

/** The sentence with which a file is refused; checks that it names the file. */
export async function refusal(fileName: string, content: string | Uint8Array): Promise<string> {
  const error = await read(fileName, content).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'validation_failed' });
  const { message } = error as AppError;
  expect(message).toContain(`"${fileName}"`);
  return message;
}
