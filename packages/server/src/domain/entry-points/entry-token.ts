import { ENTRY_POINT_TYPES, type EntryPointType } from '@parley/protocol';

/** The door that a visitor came through, as a signed token says it. */
export type Entry = { readonly type: EntryPointType; readonly id: string };

/** What a token of this kind is for. */
export const ENTRY_TOKEN = 'entry';
/** From the scan to the first message. */
export const ENTRY_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** What a token says about an entry point of a workspace. */
export const entryContent = (workspaceId: string, { type, id }: Entry) => ({ workspaceId, type, id });

/** Reads it back for a workspace; null for another's, and for what is no such content. */
export function readEntry(content: { readonly [key: string]: unknown } | null, workspaceId: string): Entry | null {
  if (content === null || content.workspaceId !== workspaceId || typeof content.id !== 'string') return null;
  const type = ENTRY_POINT_TYPES.find((known) => known === content.type);
  return type ? { type, id: content.id } : null;
}
