/** JSON as both databases can keep it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Deeper values overflow the stack of `JSON.stringify`, which would answer 500. */
export const JSON_MAX_DEPTH = 32;

/** Whether PostgreSQL can store the text: it refuses NUL everywhere and half a surrogate pair in jsonb. */
export const isStorableText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Whether every key and string of a JSON value is storable and the value is not deeper than `JSON_MAX_DEPTH`. */
export function isStorableJson(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || depth >= JSON_MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isStorableJson(item, depth + 1));
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isStorableJson(item, depth + 1));
}
