import type { EntryPointType } from '@parley/protocol';
import type { Entry } from '../../domain/entry-points/entry-token.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** The entry point that a link of a messenger names, by its id or its slug; null when the workspace has none. */
export async function findEntryByRef(query: NamedQuery, workspaceId: string, ref: string): Promise<Entry | null> {
  const [row] = await query<{ type: EntryPointType; id: string }>(
    'entry-by-ref',
    `select type, id from entry_points
     where workspace_id = $1::uuid and status = 'active' and (slug = $2::text or id::text = lower($2::text))
     order by type limit 1`,
    [workspaceId, ref],
  );
  return row ?? null;
}
