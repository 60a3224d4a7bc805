import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validate } from 'uuid';

/**
 * Keeps contents of files in a folder, one file an id, readable by its owner only. Ids are ours; what is no UUID throws
 * before it can become a path.
 */
export function createFileFolder(folder: string) {
  const pathOf = (id: string): string => {
    if (!validate(id)) throw new Error('An id of a file must be a UUID.');
    // By the last two digits, which are random: a folder of a million files is slow to list.
    return join(folder, id.slice(-2), id);
  };
  return {
    async write(id: string, bytes: Uint8Array): Promise<void> {
      const path = pathOf(id);
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      // Whole or not at all: a process that is killed while it writes leaves no half of a file under its name.
      await writeFile(`${path}.partial`, bytes, { mode: 0o600 });
      await rename(`${path}.partial`, path);
    },

    async read(id: string): Promise<Buffer | null> {
      return orNull(readFile(pathOf(id)));
    },

    async begin(id: string) {
      const path = pathOf(id);
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      return draftAt(path, await open(`${path}.partial`, 'w', 0o600));
    },

    async stream(id: string): Promise<AsyncIterable<Buffer> | null> {
      const file = await orNull(open(pathOf(id)));
      return file?.createReadStream() ?? null;
    },

    async remove(ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        await rm(pathOf(id), { force: true });
        await rm(`${pathOf(id)}.partial`, { force: true });
      }
    },

    async *listed(): AsyncGenerator<readonly string[]> {
      for (const part of await namesIn(folder)) {
        const names = await namesIn(join(folder, part));
        yield [...new Set(names.map((name) => name.replace(/\.partial$/, '')))].filter((id) => validate(id));
      }
    },
  };
}

/** What is written stands beside its place until it is whole. */
function draftAt(path: string, file: FileHandle) {
  return {
    async append(bytes: Uint8Array): Promise<void> {
      await file.writeFile(bytes);
    },
    async end(): Promise<void> {
      await file.close();
      await rename(`${path}.partial`, path);
    },
    async discard(): Promise<void> {
      await file.close().catch(() => {});
      await rm(`${path}.partial`, { force: true });
    },
  };
}

async function orNull<T>(opened: Promise<T>): Promise<T | null> {
  try {
    return await opened;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What a folder holds; nothing where there is none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
