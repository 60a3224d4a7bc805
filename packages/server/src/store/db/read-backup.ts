import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AppError } from '@parley/protocol';
import { type BackupHeader, FORMAT, type PendingJob, type Sequence } from './backup-format.ts';

/** The lines of a backup, parsed. Throws `bad_request` when the file is not whole or not one. */
export async function* readLines(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const unzipped = createGunzip().setEncoding('utf8');
  source.on('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  let started: string[] = [];
  try {
    for await (const chunk of unzipped as AsyncIterable<string>) {
      const [first = '', ...more] = chunk.split('\n');
      started.push(first);
      for (const next of more) {
        yield JSON.parse(started.join(''));
        started = [next];
      }
    }
  } catch (error) {
    throw new AppError('bad_request', `${file} is not a whole backup of Parley.`, undefined, error);
  } finally {
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
