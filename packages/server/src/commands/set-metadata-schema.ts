import { checkMetadataSchema, schemaRefusal } from '../domain/conversation/metadata-schema.ts';
import type { JsonObject } from '../lib/json.ts';
import { saveMetadataSchema } from '../store/agents/save-metadata-schema.ts';
import type { Deps } from './deps.ts';

/**
 * Sets the JSON schema of an agent's conversation metadata, or removes it (null). What is stored already stays as it
 * is. Throws `validation_failed`, with the reason, for a schema that cannot be used.
 */
export async function setMetadataSchema(
  { database, clock, schemas }: Pick<Deps, 'database' | 'clock' | 'schemas'>,
  { agentId, schema }: { readonly agentId: string; readonly schema: JsonObject | null },
): Promise<void> {
  if (schema) {
    checkMetadataSchema(schema);
    const problem = await schemas.problemOf(schema);
    if (problem) throw schemaRefusal(`The schema does not compile: ${problem}.`);
  }
  await database.transaction((tx) => saveMetadataSchema(tx, agentId, schema, clock.now()));
}
