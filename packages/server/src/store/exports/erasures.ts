import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

/** An erasure of conversations that exports may still have. */
export type Erasure = {
  readonly workspaceId: string;
  readonly id: string;
  readonly conversationIds: readonly string[];
};

/** Notes an erasure in its own transaction, so that it is finished whatever happens after that. */
export async function insertErasure(tx: Tx, { workspaceId, id, conversationIds }: Erasure, at: Date): Promise<void> {
  await tx
    .insertInto('erasures_under_way')
    .values({ workspace_id: workspaceId, id, conversation_ids: [...conversationIds], created_at: at })
    .execute();
}

type Row = { workspace_id: string; id: string; conversation_ids: string[] };

/** Erasures that are not finished, oldest first. */
export async function listErasures(query: NamedQuery): Promise<Erasure[]> {
  const rows = await query<Row>(
    'erasures-list',
    'select workspace_id, id, conversation_ids from erasures_under_way order by created_at, id',
    [],
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id, conversationIds: row.conversation_ids }));
}

/** Says that nothing has what was erased any more. */
export async function removeErasure(query: NamedQuery, { workspaceId, id }: Erasure): Promise<void> {
  await query('erasures-remove', 'delete from erasures_under_way where workspace_id = $1::uuid and id = $2::uuid', [
    workspaceId,
    id,
  ]);
}
