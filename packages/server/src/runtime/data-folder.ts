import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const OWNER_ONLY = 0o600;

/** Makes the data folder if there is none; only its owner may look inside. */
export async function ensureDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
}

/** The installation's secret of a data folder, generated at the first start. */
export async function readOrCreateSecret(dataDir: string): Promise<string> {
  await ensureDataFolder(dataDir);
  const file = join(dataDir, 'secret');
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: OWNER_ONLY });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

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
  try {
    return JSON.parse(await readFile(join(dataDir, 'first-run.json'), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
