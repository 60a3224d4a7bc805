import { AppError, LIMITS } from '@parley/protocol';
import type { Json, JsonObject } from '../../lib/json.ts';

/** Refuses a schema that is too large or too deep to be compiled safely. Throws `validation_failed`. */
export function checkMetadataSchema(schema: JsonObject): void {
  const bytes = new TextEncoder().encode(JSON.stringify(schema)).byteLength;
  if (bytes > LIMITS.metadataSchemaMaxBytes) {
    throw schemaRefusal(`The schema has ${bytes} bytes; at most ${LIMITS.metadataSchemaMaxBytes} are possible.`);
  }
  if (depthOf(schema) > LIMITS.metadataSchemaMaxDepth) {
    throw schemaRefusal(`The schema is more than ${LIMITS.metadataSchemaMaxDepth} levels deep.`);
  }
}

/** The refusal of a metadata schema, with its reason. */
export function schemaRefusal(reason: string): AppError {
  return new AppError('validation_failed', reason, { fields: [{ path: 'schema', message: reason }] });
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
