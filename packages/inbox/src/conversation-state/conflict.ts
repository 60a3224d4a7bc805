import { ApiError } from '@parley/sdk';

/** What somebody else did to a conversation while a change was on its way. */
export type Conflict = {
  /** Fields of the conversation, by their names in the API; keys of the metadata too. */
  readonly changed: readonly string[];
  /** The user who did it; null where it was no person. */
  readonly by: string | null;
};

/** Reads the refusal of a change that was based on what is past; null for every other refusal. */
export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return null;
  const { details } = JSON.parse(error.body) as {
    readonly details?: { readonly changed?: unknown; readonly by?: unknown };
  };
  const by = details?.by;
  const isPerson = typeof by === 'object' && by !== null && 'id' in by && typeof by.id === 'string';
  return {
    changed: Array.isArray(details?.changed) ? details.changed.map(String) : [],
    by: isPerson ? String(by.id) : null,
  };
}
