import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '@parley/protocol';
import { type BackupHeader, FORMAT, type PendingJob, type Sequence } from './backup-format.ts';

/** The lines of a backup, parsed. Throws `bad_request` when the file is not whole or not one. */
export async function* readLines(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const unzipped = pipeline(source, createGunzip(), () => {});
  try {
    for await (const line of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield JSON.parse(line);
    }
  } catch (error) {
    throw new AppError('bad_request', `${file} is not a whole backup of Parley.`, undefined, error);
  } finally {
    // Who stops reading early breaks the pipe, and nobody is left to hear of it.
    unzipped.on('error', () => {});
    source.destroy();
  }
}

/** The first line, or `bad_request`. */
export function readHeader({ value }: IteratorResult<unknown>): BackupHeader {
  const isHeader = isObject(value) && value.format === FORMAT && typeof value.version === 'string';
  if (!isHeader) throw new AppError('bad_request', `This is not a backup of Parley in the form ${FORMAT}.`);
  return value as BackupHeader;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Says which table the rows after it belong to. */
export function isTableStart(value: unknown): value is { table: string; columns: string[] } {
  return isObject(value) && typeof value.table === 'string' && Array.isArray(value.columns);
}

/** A job that had not run. */
export function isJob(value: unknown): value is { job: PendingJob } {
  return isObject(value) && isObject(value.job);
}

/** The line of the sequences' last numbers. */
export function isSequences(value: unknown): value is { sequences: Sequence[] } {
  return isObject(value) && Array.isArray(value.sequences);
}

/** The last line: without it the file is cut. */
export function isEnd(value: unknown): boolean {
  return isObject(value) && value.end === true;
}
