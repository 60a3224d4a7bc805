import { LOOSE_FILE_MS } from '../domain/visitor/file-rules.ts';
import { removeLooseFiles as takeOut } from '../store/files/files.ts';
import type { Deps } from './deps.ts';

const AT_ONCE = 100;

/** Removes files that were uploaded more than a day ago and that no message has. */
export async function removeLooseFiles({
  database,
  clock,
  files,
}: Pick<Deps, 'database' | 'clock' | 'files'>): Promise<void> {
  const before = new Date(clock.now().getTime() - LOOSE_FILE_MS);
  for (;;) {
    const ids = await takeOut(database.db, before, AT_ONCE);
    await files.remove(ids);
    if (ids.length < AT_ONCE) return;
  }
}
