import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@parley/protocol';

const OWNER_ONLY = 0o600;

/** Where a data folder has the contents of files. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

/** Makes the data folder if there is none; only its owner may look inside. */
export async function ensureDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
}

/** The installation's secret of a data folder, generated at the first start. Two processes get the same one. */
export async function readOrCreateSecret(dataDir: string): Promise<string> {
  await ensureDataFolder(dataDir);
  const file = join(dataDir, 'secret');
  return (await readSecret(file)) ?? (await createSecret(file));
}

async function readSecret(file: string): Promise<string | null> {
  const secret = await readFile(file, 'utf8').catch(unless('ENOENT'));
  if (secret?.trim() === '') throw new AppError('conflict', `The file ${file} is empty: put the secret back into it.`);
  return secret?.trim() ?? null;
}

async function createSecret(file: string): Promise<string> {
  // Whole or not at all: a process that is killed between making a file and filling it would leave an empty secret.
  const partial = `${file}.${randomUUID()}.partial`;
  await writeFile(partial, randomBytes(32).toString('hex'), { mode: OWNER_ONLY });
  await link(partial, file).catch(unless('EEXIST'));
  await rm(partial);
  return (await readFile(file, 'utf8')).trim();
}

const unless = (code: string) => (error: unknown) => {
  if (error instanceof Error && 'code' in error && error.code === code) return null;
  throw error;
};

/** Writes what the first start made, for scripts and for the banner's `curl`. */
export async function writeFirstRun(dataDir: string, facts: object): Promise<void> {
  await ensureDataFolder(dataDir);
  const file = join(dataDir, 'first-run.json');
  // Whole or not at all: the secrets in it are nowhere else.
  await writeFile(`${file}.partial`, `${JSON.stringify(facts, null, 2)}\n`, { mode: OWNER_ONLY });
  await rename(`${file}.partial`, file);
}

/** What the first start wrote, as text values; null when there is no such file. */
export async function readFirstRun(dataDir: string): Promise<Readonly<Record<string, string>> | null> {
  const text = await readFile(join(dataDir, 'first-run.json'), 'utf8').catch(unless('ENOENT'));
  return text === null ? null : JSON.parse(text);
}
