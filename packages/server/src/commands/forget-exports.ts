import { EXPORT_LISTED_MS } from '../domain/export/export-rules.ts';
import { type Erasure, listErasures, removeErasure } from '../store/exports/erasures.ts';
import { expireExports, removeOldExports, takeBackExports } from '../store/exports/forget-exports.ts';
import { removeSelections, type SelectionKey } from '../store/exports/selection.ts';
import type { Deps } from './deps.ts';

const AT_ONCE = 100;

type ForgetDeps = Pick<Deps, 'database' | 'clock' | 'files'>;

/**
 * Removes the files of exports that have been kept long enough, exports that nobody is shown any more, and what erasures
 * have left that were cut off.
 */
export async function forgetExports(deps: ForgetDeps): Promise<void> {
  const { database, clock } = deps;
  await finishErasures(deps);
  const now = clock.now();
  for (;;) {
    const expired = await expireExports(database.named, now, AT_ONCE);
    await removeFiles(deps, expired);
    if (expired.length < AT_ONCE) break;
  }
  await removeOldExports(database.named, { before: new Date(now.getTime() - EXPORT_LISTED_MS), now });
}

/** Takes back what exports have of everything that was erased, where whoever erased it did not come to that. */
export async function finishErasures(deps: ForgetDeps): Promise<void> {
  for (const erasure of await listErasures(deps.database.named)) await forgetErased(deps, erasure);
}

/**
 * Takes back whatever exports have of conversations that were erased: files are removed, and what is being written is
 * begun again. To be called after the erasure is committed; until it has come to its end it stays noted.
 */
export async function forgetErased(deps: ForgetDeps, erasure: Erasure): Promise<void> {
  const { database, clock } = deps;
  await removeFiles(deps, await takeBackExports(database.named, erasure, clock.now()));
  await removeErasure(database.named, erasure);
}

/** The contents first: should the process die in between, the hourly job finds them and nobody knows them any more. */
async function removeFiles({ database, files }: ForgetDeps, attempts: readonly SelectionKey[]): Promise<void> {
  await files.remove(attempts.map(({ id }) => id));
  await removeSelections(database.named, attempts);
}
