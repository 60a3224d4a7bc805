import type { ConversationKey } from './find-conversation.ts';
import type { NamedQuery } from './save-conversation.ts';

/** Reads which turns conversations have just now, by their primary keys. */
export async function findTurns(
  query: NamedQuery,
  keys: readonly ConversationKey[],
): Promise<{ id: string; seq: number; turnIds: string[] }[]> {
  const rows = await query<{ id: string; seq: number; turns: { id: string }[] }>(
    'conversation-turns',
    `select c.id, c.seq, c.turns from unnest($1::uuid[], $2::uuid[]) as k(workspace_id, id)
     join conversations c on c.workspace_id = k.workspace_id and c.id = k.id`,
    [keys.map(({ workspaceId }) => workspaceId), keys.map(({ id }) => id)],
  );
  return rows.map(({ id, seq, turns }) => ({ id, seq, turnIds: turns.map((turn) => turn.id) }));
}
