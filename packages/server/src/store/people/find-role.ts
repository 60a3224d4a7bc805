import type { Role } from '@parley/protocol';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** What a person is in a workspace; null if they do not belong to it. */
export async function findRole(query: NamedQuery, workspaceId: string, userId: string): Promise<Role | null> {
  const [row] = await query<{ role: Role }>(
    'member-role',
    'select role from members where workspace_id = $1::uuid and user_id = $2::uuid',
    [workspaceId, userId],
  );
  return row?.role ?? null;
}
