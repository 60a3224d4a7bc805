import { EXPORT_LISTED_MS } from '../domain/export/export-rules.ts';
import { expireExports, removeOldExports, takeBackExports } from '../store/exports/forget-exports.ts';
import { removeSelections } from '../store/exports/selection.ts';
import type { Deps } from './deps.ts';

const AT_ONCE = 100;

type ForgetDeps = Pick<Deps, 'database' | 'clock' | 'files'>;

/** Removes the files of exports that have been kept long enough, and exports that nobody is shown any more. */
export async function forgetExports(deps: ForgetDeps): Promise<void> {
  const { database, clock } = deps;
  const now = clock.now();
  for (;;) {
    const claims = await expireExports(database.named, now, AT_ONCE);
    await removeFiles(deps, claims);
    if (claims.length < AT_ONCE) break;
  }
  await removeOldExports(database.named, { before: new Date(now.getTime() - EXPORT_LISTED_MS), now });
}

/**
 * Takes back whatever exports have of conversations that were erased: files are removed, and what is being written is
 * begun again. To be called after the erasure is committed.
 */
export async function forgetErased(
  deps: ForgetDeps,
  erased: { readonly workspaceId: string; readonly conversationIds: readonly string[] },
): Promise<void> {
  await removeFiles(deps, await takeBackExports(deps.database.named, { ...erased, at: deps.clock.now() }));
}

/** The contents first: should the process die in between, the hourly job finds them and nobody knows them any more. */
async function removeFiles({ database, files }: ForgetDeps, claims: readonly string[]): Promise<void> {
  await files.remove(claims);
  await removeSelections(database.named, claims);
}
