import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

/** The sealed secrets that vouch for an agent's visitors at this time, the newest first. */
export async function findIdentitySecrets(query: NamedQuery, agentId: string, at: Date): Promise<string[]> {
  const rows = await query<{ sealed: string }>(
    'identity-secrets',
    `select sealed from identity_secrets
     where agent_id = $1::uuid and (expires_at is null or expires_at > $2::timestamptz) order by created_at desc, id desc`,
    [agentId, at],
  );
  return rows.map(({ sealed }) => sealed);
}

export type NewIdentitySecret = {
  readonly id: string;
  readonly agentId: string;
  readonly sealed: string;
  readonly at: Date;
  /** Until when the one before holds. */
  readonly previousUntil: Date;
};

/** Adds a secret. Of those before, the latest holds for a while and older ones end. */
export async function addIdentitySecret(tx: Tx, secret: NewIdentitySecret): Promise<void> {
  const { id, agentId, sealed, at, previousUntil } = secret;
  // Two rotations at once come one after the other, so that one secret stays without an end.
  await tx.selectFrom('agents').select('id').where('id', '=', agentId).forUpdate().execute();
  await tx.deleteFrom('identity_secrets').where('agent_id', '=', agentId).where('expires_at', 'is not', null).execute();
  await tx.updateTable('identity_secrets').set({ expires_at: previousUntil }).where('agent_id', '=', agentId).execute();
  const row = { id, agent_id: agentId, sealed, created_at: at, expires_at: null };
  await tx.insertInto('identity_secrets').values(row).execute();
}
