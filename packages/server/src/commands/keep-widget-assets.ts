import { insertAssets, listKeptPaths, type StoredAsset } from '../store/widget-assets/widget-assets.ts';
import type { Deps } from './deps.ts';

/**
 * Keeps the scripts of this version in the database, so that a page that pins one of them is served after any upgrade,
 * and by a node that has another version. Looks first: on most starts there is nothing to write.
 */
export async function keepWidgetAssets(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  assets: readonly StoredAsset[],
): Promise<void> {
  if (assets.length === 0) return;
  const paths = assets.map(({ path }) => path);
  const kept = new Set(await listKeptPaths(database.db, paths));
  const missing = assets.filter(({ path }) => !kept.has(path));
  if (missing.length > 0) await insertAssets(database.db, missing, clock.now());
}
