import { isJsonObject, type Json } from '../../lib/json.ts';
import { filled, wholePlaceholder } from './placeholders.ts';

/** What stands before the name of a placeholder that is a value by itself. No JSON text that is typed holds it. */
const BARE = '\uE000';

const STRING_OR_PLACEHOLDER = /"(?:[^"\\]|\\.)*"|\{\{([^{}]*)\}\}/g;

/** A JSON text with placeholders, read as JSON: none of its values can change its form. Null when it is no JSON. */
export function parseRawBody(text: string): { readonly value: Json } | null {
  const marked = text.replaceAll(STRING_OR_PLACEHOLDER, (whole, name: string | undefined) =>
    name === undefined ? whole : JSON.stringify(`${BARE}{{${name}}}`),
  );
  try {
    return { value: JSON.parse(marked) };
  } catch {
    return null;
  }
}

/** Whether a string of a parsed body was a bare placeholder, and which. */
export const bareName = (text: string): string | null =>
  text.startsWith(BARE) ? wholePlaceholder(text.slice(BARE.length)) : null;

export type FillBody = {
  /** The value of a name, as JSON. */
  readonly valueOf: (name: string) => Json;
  /** The same within a string. */
  readonly textOf: (name: string) => string;
  /** Whether a string is left out, with its key, because an optional parameter in it was not given. */
  readonly isLeftOut: (text: string) => boolean;
};

/** A parsed body with its placeholders replaced. */
export function fillBody(value: Json, fill: FillBody): Json {
  if (typeof value === 'string') {
    const bare = bareName(value);
    return bare === null ? filled(value, fill.textOf) : fill.valueOf(bare);
  }
  const isKept = (item: Json) => typeof item !== 'string' || !fill.isLeftOut(item);
  if (Array.isArray(value)) return value.filter(isKept).map((item) => fillBody(item, fill));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => isKept(item))
      .map(([key, item]) => [filled(key, fill.textOf), fillBody(item, fill)]),
  );
}
