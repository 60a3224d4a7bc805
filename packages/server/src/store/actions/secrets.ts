import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Tx } from '../schema.ts';

/** A secret by its name; its value stays where it is. */
export type SecretName = { readonly name: string; readonly updatedAt: Date };

/** The names of an agent's secrets, in their order. */
export async function listSecretNames(db: Db, agentId: string): Promise<SecretName[]> {
  const rows = await db
    .selectFrom('action_secrets')
    .select(['name', 'updated_at'])
    .where('agent_id', '=', agentId)
    .orderBy('name')
    .execute();
  return rows.map(({ name, updated_at: updatedAt }) => ({ name, updatedAt }));
}

/** The sealed values of an agent's secrets, by name. */
export async function readSealedSecrets(query: NamedQuery, agentId: string): Promise<Map<string, string>> {
  const text = 'select name, value from action_secrets where agent_id = $1::uuid';
  const rows = await query<{ name: string; value: string }>('action-secrets', text, [agentId]);
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** Keeps a sealed value, whether or not there was one. */
export async function saveSecret(
  tx: Tx,
  agentId: string,
  { name, sealed, at }: { readonly name: string; readonly sealed: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('action_secrets')
    .values({ agent_id: agentId, name, value: sealed, updated_at: at })
    .onConflict((conflict) => conflict.columns(['agent_id', 'name']).doUpdateSet({ value: sealed, updated_at: at }))
    .execute();
}

/** Removes a secret. */
export async function removeSecret(tx: Tx, agentId: string, name: string): Promise<void> {
  await tx.deleteFrom('action_secrets').where('agent_id', '=', agentId).where('name', '=', name).execute();
}
