import type { Actor } from '@parley/protocol';
import { EXPORT_LINK_MS } from '../domain/export/export-rules.ts';
import type { Export } from '../domain/export/exported.ts';
import type { Deps } from './deps.ts';

/** The purpose of the sealed tokens in addresses of exports. */
export const EXPORT_LINK = 'export';

/** From where a file can be fetched, and until when. */
export type ExportLink = { readonly url: string; readonly until: Date };

/** The address of an export's file, for whoever has it; null while there is no file, and once it is gone. `by` gets it. */
export function exportLink(
  { links, baseUrl, clock }: Pick<Deps, 'links' | 'baseUrl' | 'clock'>,
  { workspaceId, id, state, expiresAt }: Export,
  by: Actor,
): ExportLink | null {
  const now = clock.now().getTime();
  if (state !== 'done' || !expiresAt || expiresAt.getTime() <= now) return null;
  const lifetimeMs = Math.min(EXPORT_LINK_MS, expiresAt.getTime() - now);
  const token = links.seal(EXPORT_LINK, { workspaceId, id, by }, lifetimeMs);
  return { url: `${baseUrl()}/exports/${token}`, until: new Date(now + lifetimeMs) };
}
