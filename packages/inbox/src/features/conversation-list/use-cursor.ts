import type { InboxRow } from '@parley/protocol/api';
import { useCallback, useMemo, useState } from 'react';

/** The row that keys act on, and where it was: when it leaves the list, the one that takes its place is next. */
export type Cursor = { readonly id: string; readonly index: number };

/** Where the cursor is in the rows; -1 where there is none. */
export function placeOf(cursor: Cursor | null, rows: readonly InboxRow[]): number {
  if (!cursor) return -1;
  const index = rows.findIndex(({ id }) => id === cursor.id);
  return index === -1 ? Math.min(cursor.index, rows.length - 1) : index;
}

type Given = {
  readonly rows: readonly InboxRow[];
  /** Another one when the rows are of another list: there nothing takes the place of a row of this one. */
  readonly list: unknown;
  readonly openId: string | null;
};

/** The row that keys act on. It begins at the conversation that is open. */
export function useCursor({ rows, list, openId }: Given) {
  const [put, setPut] = useState<(Cursor & { readonly list: unknown }) | null>(null);
  const index = useMemo(() => {
    if (!put) return placeOf(openId === null ? null : { id: openId, index: -1 }, rows);
    return placeOf(put.list === list ? put : { id: put.id, index: -1 }, rows);
  }, [put, openId, list, rows]);
  const putAt = useCallback((id: string, at: number): void => setPut({ id, index: at, list }), [list]);
  return { index, row: rows[index], put: putAt };
}
