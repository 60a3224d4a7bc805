import type { Json, JsonObject } from '../../lib/json.ts';
import type { MemoryRow } from './http-request.ts';

/** What a JSONPath matches in a value; see runtime/json-paths.ts. */
export type QueryPath = (value: Json, path: string) => readonly Json[];

/**
 * What the model may see of an answer: the matches of the allowed paths, by path, one as it is and several as a list. No
 * match at all leaves an empty object. Without paths it sees all.
 */
export function filteredAnswer(body: Json, paths: readonly string[], query: QueryPath): Json {
  if (paths.length === 0) return body;
  return Object.fromEntries(
    paths.flatMap((path) => {
      const found = query(body, path);
      return found.length === 0 ? [] : [[path, single(found)] as const];
    }),
  );
}

export type Memory = {
  readonly values: JsonObject;
  /** What was not there to be kept, in sentences. */
  readonly notFound: readonly string[];
};

/** What of an answer is to be kept as metadata. */
export function memoryOf(body: Json, rows: readonly MemoryRow[], query: QueryPath): Memory {
  const found = rows.map(({ path, key }) => ({ path, key, matches: query(body, path) }));
  return {
    values: Object.fromEntries(
      found.filter(({ matches }) => matches.length > 0).map(({ key, matches }) => [key, single(matches)]),
    ),
    notFound: found
      .filter(({ matches }) => matches.length === 0)
      .map(({ path, key }) => `${key}: the answer has nothing at ${path}.`),
  };
}

const single = (matches: readonly Json[]): Json => (matches.length === 1 ? (matches[0] ?? null) : matches);
