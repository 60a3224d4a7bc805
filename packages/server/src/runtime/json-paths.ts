import { query } from 'jsonpath-rfc9535';
import parse from 'jsonpath-rfc9535/parser';
import type { Json } from '../lib/json.ts';

/** JSONPath (RFC 9535) that anybody who configures may have written. It evaluates no code. */
export type JsonPaths = {
  /** Why a path cannot be used; null if it can. */
  problemOf(path: string): string | null;
  /** What a path matches, in its order; nothing for one that cannot be used. */
  query(value: Json, path: string): readonly Json[];
};

/** Functions that take regular expressions, which may take hours to match. */
const SLOW_FUNCTIONS = ['match', 'search'];

/** Makes the paths. Those are refused whose work can grow faster than the value. */
export function createJsonPaths(): JsonPaths {
  return {
    problemOf,
    query: (value, path) => (problemOf(path) === null ? (query(value as never, path) as Json[]) : []),
  };
}

function problemOf(path: string): string | null {
  let parts: object[];
  try {
    parts = partsOf(parse(path));
  } catch {
    return 'must be a JSONPath such as $.order.status';
  }
  const count = (...types: string[]): number => parts.filter((part) => types.includes(typeIn(part))).length;
  if (parts.some((part) => typeIn(part) === 'FunctionExpr' && SLOW_FUNCTIONS.includes(nameIn(part)))) {
    return 'must not use match() and search()';
  }
  if (count('DescendantSegment') > 1) return 'must have .. once at most';
  // The first is the path itself; one within a filter looks through the whole value for each of its items.
  if (count('JsonPathQuery', 'AbsSingularQuery') > 1) return 'must not begin anew with $ in a filter';
  return null;
}

function partsOf(node: unknown): object[] {
  if (typeof node !== 'object' || node === null) return [];
  return [node, ...Object.values(node).flatMap(partsOf)];
}

const typeIn = (part: object): string => ('type' in part ? String(part.type) : '');
const nameIn = (part: object): string => ('name' in part ? String(part.name) : '');
