import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';

/** Stores the JSON schema of an agent's conversation metadata; null removes it. */
export async function saveMetadataSchema(tx: Tx, agentId: string, schema: JsonObject | null, at: Date): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ metadata_schema: schema && JSON.stringify(schema), updated_at: at })
    .where('id', '=', agentId)
    .execute();
}
