import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@parley/protocol';

/** A held lock; the operating system releases it too, however the process ends. */
export type FolderLock = { release(): void };

/** Who holds a data folder, as far as it has said so. */
export type Holder = { readonly pid: number; readonly since: string; readonly url?: string | undefined };

/** A handle that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

const LOCK_FILE = 'server.lock';
const HOLDER_FILE = 'server.json';

/**
 * Takes the data folder for this process, or throws `conflict` with who has it. Two processes on one embedded database
 * corrupt it silently. The lock is SQLite's, because that is a kernel lock (it ends with the process, works across
 * containers and on every platform) and Node has no other; a file with a process id is neither.
 */
export function lockFolder(dataDir: string, url?: string): FolderLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const holderFile = join(dataDir, HOLDER_FILE);
  // Nothing else may open this file: closing any descriptor of it would drop the process's lock.
  const file = new DatabaseSync(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    file.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new AppError('conflict', refusal(dataDir, readHolder(dataDir)), undefined, error);
  }
  held.add(file);
  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), url };
  writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
  return {
    release() {
      if (!held.delete(file)) return;
      rmSync(holderFile, { force: true });
      file.close();
    },
  };
}

/** Who last said that it holds this folder, or null. It may be gone: only taking the lock tells. */
export function readHolder(dataDir: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, HOLDER_FILE), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function refusal(dataDir: string, holder: Holder | null): string {
  const who = holder ? `process ${holder.pid} since ${holder.since}` : 'another process';
  return `The data folder ${dataDir} is in use by ${who}; stop it first, or choose another with PARLEY_DATA_DIR.`;
}
