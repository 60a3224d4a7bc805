import { checkMetadataSchema, schemaRefusal } from '../domain/conversation/metadata-schema.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import { lockMetadataSchema, saveMetadataSchema } from '../store/agents/save-metadata-schema.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Deps } from './deps.ts';

export type SetMetadataSchemaInput = {
  readonly agentId: string;
  /** Null removes it. */
  readonly schema: JsonObject | null;
  readonly origin: Origin;
  /** Looks at what there is under the agent's lock; throws what refuses the change. */
  readonly check?: (schema: JsonObject | null) => void;
};

/**
 * Sets the JSON schema of an agent's conversation metadata, or removes it. What is stored already stays as it is. Throws
 * `validation_failed`, with the reason, for a schema that cannot be used.
 */
export async function setMetadataSchema(
  { database, clock, ids, schemas }: Pick<Deps, 'database' | 'clock' | 'ids' | 'schemas'>,
  { agentId, schema, origin, check }: SetMetadataSchemaInput,
): Promise<void> {
  if (schema) {
    checkMetadataSchema(schema);
    const problem = await schemas.problemOf(schema);
    if (problem) throw schemaRefusal(`The schema does not compile: ${problem}.`);
  }
  await database.transaction(async (tx) => {
    const before = await lockMetadataSchema(tx, agentId);
    check?.(before);
    if (isSameJson(before, schema)) return;
    const at = clock.now();
    await saveMetadataSchema(tx, agentId, schema, at);
    const action = schema ? 'metadata_schema.update' : 'metadata_schema.delete';
    await insertAudit(tx, { id: ids.uuid(), at, origin, action, target: { type: 'chatbot', id: agentId } });
  });
}
