import type { Pair } from './entry-point.ts';

const PARAMS_MAX = 20;
const VALUE_MAX = 200;
const AGENT_MAX = 500;

/** The part of a scan that comes from the visitor's browser. */
export type Visit = { readonly query: readonly Pair[]; readonly userAgent: string | null };

/** The same within bounds: a log is no place for whatever somebody sends. */
export function boundedVisit({ query, userAgent }: Visit): Visit {
  return {
    query: query
      .slice(0, PARAMS_MAX)
      .map(({ key, value }) => ({ key: cut(key, VALUE_MAX), value: cut(value, VALUE_MAX) })),
    userAgent: userAgent === null ? null : cut(userAgent, AGENT_MAX),
  };
}

/** Cut to a length, never within a character, and without what the database cannot store. */
const cut = (text: string, max: number): string => text.slice(0, max).replaceAll('\0', '').toWellFormed();
