import { z } from 'zod';
import { invalidQuery } from './errors/validation.ts';

/** The place of the last row of a page, opaque to callers; `list` names the list and its order. */
export function cursorOf(list: string, place: object): string {
  return Buffer.from(JSON.stringify({ list, ...place })).toString('base64url');
}

/** Reads what `cursorOf` wrote for the same list; null when none was given. Throws `invalid_query` for any other. */
export function readCursor<S extends z.ZodType>(
  list: string,
  place: S,
  cursor: string | undefined,
): z.output<S> | null {
  if (cursor === undefined) return null;
  const read = z
    .object({ list: z.literal(list) })
    .loose()
    .safeParse(jsonOf(cursor));
  const found = read.success ? place.safeParse(read.data) : null;
  if (found?.success) return found.data;
  throw invalidQuery('cursor', 'is not the `next_cursor` of this list in this order');
}

/** A page of `limit` from rows of which one more was asked for. */
export function pageUpTo<T, R>(
  rows: readonly T[],
  limit: number,
  { cursor, show }: { readonly cursor: (last: T) => string; readonly show: (row: T) => R },
): { object: 'list'; has_more: boolean; next_cursor: string | null; data: R[] } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    object: 'list',
    has_more: hasMore,
    next_cursor: hasMore ? cursor(last) : null,
    data: data.map(show),
  };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
