import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('../../../../examples/', import.meta.url));

/** Runs a program of `examples/` as its reader would, and gives what it prints. */
export async function runExample(name: string, args: readonly string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { env: { PATH, HOME }, timeout: 60_000 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=parley-source', `${FOLDER}${name}`, ...args],
    options,
  );
  return stdout;
}
