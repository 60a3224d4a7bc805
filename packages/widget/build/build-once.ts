import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const OLD_MS = 24 * 60 * 60 * 1000;

/**
 * The folder `name` of `dist`, filled by `make` if it is not there yet. Several processes may call it at once: each finds
 * it whole or not at all. Throws what `make` throws, and where nothing can be written.
 */
export async function buildOnce(
  { dist, name }: { readonly dist: string; readonly name: string },
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(dist, name);
  if (existsSync(folder)) return folder;
  await mkdir(dist, { recursive: true });
  await removeOld(dist);
  const partial = await mkdtemp(join(dist, 'building-'));
  try {
    await make(partial);
    // Made for this user alone; the server may run as another.
    await chmod(partial, 0o755);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process may have been quicker; what it has made is the same.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * Writes a file and beside it its `.br` and its `.gz`, with the slowest and best compression: it is done once and travels
 * often. Gives the sizes in bytes.
 */
export async function writeCompressed(path: string, bytes: Buffer): Promise<{ size: number; brotli: number }> {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: quality }),
    promisify(gzip)(bytes, { level: 9 }),
    mkdir(dirname(path), { recursive: true }),
  ]);
  await Promise.all([writeFile(path, bytes), writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
  return { size: bytes.length, brotli: br.length };
}

/** Builds of former sources. Young ones stay: another process may be reading them right now. */
async function removeOld(dist: string): Promise<void> {
  for (const name of await readdir(dist)) {
    const path = join(dist, name);
    // Another process may have renamed or removed it meanwhile.
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > OLD_MS) await rm(path, { recursive: true, force: true });
  }
}
