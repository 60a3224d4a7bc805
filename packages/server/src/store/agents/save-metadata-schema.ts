import { AppError } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';

/** The JSON schema of an agent's conversation metadata, which stays so until the transaction ends. Throws `not_found`. */
export async function lockMetadataSchema(tx: Tx, agentId: string): Promise<JsonObject | null> {
  const row = await tx
    .selectFrom('agents')
    .select('metadata_schema')
    .where('id', '=', agentId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', 'There is no such agent.');
  return row.metadata_schema;
}

/** Stores the JSON schema of an agent's conversation metadata; null removes it. */
export async function saveMetadataSchema(tx: Tx, agentId: string, schema: JsonObject | null, at: Date): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ metadata_schema: schema && JSON.stringify(schema), updated_at: at })
    .where('id', '=', agentId)
    .execute();
}
