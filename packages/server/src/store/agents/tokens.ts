import type { TokenScope } from '@parley/protocol';
import type { Db, Tx } from '../schema.ts';

/** What is known of a token; the token itself is not stored. */
export type TokenRecord = {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** An agent's tokens, the newest first. */
export async function listTokens(db: Db, agentId: string): Promise<TokenRecord[]> {
  return db
    .selectFrom('agent_tokens')
    .select(['id', 'name', 'scope', 'created_at as createdAt', 'expires_at as expiresAt', 'revoked_at as revokedAt'])
    .where('agent_id', '=', agentId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** A token of an agent, which stays so until the transaction ends; null when it has none of this id. */
export async function lockToken(tx: Tx, agentId: string, id: string): Promise<TokenRecord | null> {
  const found = await tx
    .selectFrom('agent_tokens')
    .select(['id', 'name', 'scope', 'created_at as createdAt', 'expires_at as expiresAt', 'revoked_at as revokedAt'])
    .where('agent_id', '=', agentId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return found ?? null;
}

/** Revokes a token, at once and on every node; false when there is none of this id. Once revoked it stays so. */
export async function revokeToken(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agent_tokens')
    .set((row) => ({ revoked_at: row.fn.coalesce('revoked_at', row.val(at)) }))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
