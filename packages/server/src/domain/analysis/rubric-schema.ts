import { isJsonObject, type JsonObject } from '../../lib/json.ts';

const BYTES_MAX = 4_096;
const TYPES: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/** Why a schema cannot be that of a dimension; null if it can. Whether it compiles is another question. */
export function schemaProblem(schema: JsonObject): string | null {
  const { type, items } = schema;
  if (new TextEncoder().encode(JSON.stringify(schema)).byteLength > BYTES_MAX)
    return `must be at most ${BYTES_MAX} bytes`;
  if (type === 'array')
    return isJsonObject(items) && items.type === 'string' ? null : 'an array must have items of type string';
  return TYPES.includes(type) ? null : 'must have a type: string, number, integer, boolean, or array of strings';
}
