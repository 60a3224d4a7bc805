import type { NamedQuery } from '../conversations/save-conversation.ts';

/** A key as a request needs it. */
export type FoundKey = {
  readonly id: string;
  readonly workspaceId: string;
  readonly state: 'active' | 'paused' | 'revoked';
  readonly expiresAt: Date | null;
};

type Row = { id: string; workspace_id: string; state: FoundKey['state']; expires_at: Date | null };

/** Reads the key of a hash, whatever its state; null when there is none. */
export async function findWorkspaceKey(query: NamedQuery, hash: string): Promise<FoundKey | null> {
  const [row] = await query<Row>(
    'workspace-key-find',
    'select id, workspace_id, state, expires_at from workspace_keys where hash = $1',
    [hash],
  );
  return row ? { id: row.id, workspaceId: row.workspace_id, state: row.state, expiresAt: row.expires_at } : null;
}
