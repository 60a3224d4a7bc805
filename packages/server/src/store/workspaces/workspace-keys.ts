import type { WorkspaceKey } from '../../domain/people/workspace-key.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Tx } from '../schema.ts';

/** A key as a request needs it, with what its workspace may ask. */
export type FoundKey = Pick<WorkspaceKey, 'id' | 'workspaceId' | 'state' | 'expiresAt' | 'lastUsedAt'> & {
  /** The workspace's own limits; null where those of the installation hold. */
  readonly perMinute: number | null;
  readonly perHour: number | null;
};

type Row = {
  id: string;
  workspace_id: string;
  state: WorkspaceKey['state'];
  expires_at: Date | null;
  last_used_at: Date | null;
  calls_per_minute: number | null;
  calls_per_hour: number | null;
};

/** Reads the key of a hash, whatever its state; null when there is none. */
export async function findWorkspaceKey(query: NamedQuery, hash: string): Promise<FoundKey | null> {
  const [row] = await query<Row>(
    'workspace-key-find',
    `select k.id, k.workspace_id, k.state, k.expires_at, k.last_used_at, w.calls_per_minute, w.calls_per_hour
     from workspace_keys k join workspaces w on w.id = k.workspace_id where k.hash = $1`,
    [hash],
  );
  if (!row) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    state: row.state,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    perMinute: row.calls_per_minute,
    perHour: row.calls_per_hour,
  };
}

/** Notes that a key was used, unless that was noted since `before`. */
export async function saveKeyUse(query: NamedQuery, keyId: string, at: Date, before: Date): Promise<void> {
  await query(
    'workspace-key-used',
    `update workspace_keys set last_used_at = $2::timestamptz
     where id = $1::uuid and (last_used_at is null or last_used_at < $3::timestamptz)`,
    [keyId, at, before],
  );
}

const COLUMNS = [
  'id',
  'workspace_id as workspaceId',
  'name',
  'last4',
  'state',
  'expires_at as expiresAt',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
] as const;

/** A workspace's keys, the newest first. */
export async function listWorkspaceKeys(db: Db, workspaceId: string): Promise<WorkspaceKey[]> {
  return db
    .selectFrom('workspace_keys')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Reads a key and holds it until the transaction ends; null when the workspace has none of this id. */
export async function lockWorkspaceKey(tx: Tx, workspaceId: string, keyId: string): Promise<WorkspaceKey | null> {
  const key = await tx
    .selectFrom('workspace_keys')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', keyId)
    .forUpdate()
    .executeTakeFirst();
  return key ?? null;
}

/** Sets a key's state. */
export async function saveKeyState(tx: Tx, keyId: string, state: WorkspaceKey['state']): Promise<void> {
  await tx.updateTable('workspace_keys').set({ state }).where('id', '=', keyId).execute();
}
