import { isJsonObject, type Json } from './json.ts';
import { storableText } from './storable-text.ts';

/** The value with what no database takes replaced in its texts and keys; see `storableText`. */
export function storableJson(value: Json): Json {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item)]));
}
