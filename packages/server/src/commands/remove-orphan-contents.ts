import { findKnownExports } from '../store/exports/forget-exports.ts';
import { findKnownFiles } from '../store/files/files.ts';
import type { Deps } from './deps.ts';

/**
 * Removes contents of which no file is known any more: of files that were erased while their contents could not be
 * removed, or by a process that died in between. A new file, and a new export, is noted before its
 * content is written.
 */
export async function removeOrphanContents({ database, files }: Pick<Deps, 'database' | 'files'>): Promise<void> {
  for await (const ids of files.listed()) {
    const known = await findKnownFiles(database.db, ids);
    const exported = await findKnownExports(database.named, ids);
    await files.remove(ids.filter((id) => !known.has(id) && !exported.has(id)));
  }
}
