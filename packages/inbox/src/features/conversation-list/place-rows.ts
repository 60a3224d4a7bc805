import { type ConversationSort, PRIORITIES } from '@parley/protocol';
import type { InboxRow } from '@parley/protocol/api';

/** Where a row stands in a list. */
type Place = Pick<InboxRow, 'id' | 'last_message_at' | 'created_at' | 'priority'>;

/** A page of the list as it is kept: its rows, and where it ended when it was read. */
export type RowPage = {
  readonly rows: readonly InboxRow[];
  /** Its last row as it was then; null for an empty page. What comes after it is on the next page. */
  readonly end: Place | null;
  /** Null on the last page. */
  readonly next: string | null;
};

/** A page as the server gave it. */
export const pageOf = (rows: readonly InboxRow[], next: string | null): RowPage => ({
  rows,
  end: rows.at(-1) ?? null,
  next,
});

type Found = {
  /** The conversations that were asked about. */
  readonly asked: ReadonlySet<string>;
  /** Those of them that belong to the list, as they are now. */
  readonly rows: readonly InboxRow[];
  readonly sort: ConversationSort;
};

/**
 * Brings the pages up to date: rows that belong to the list stand where its order says, those that do not are gone. One
 * that belongs behind what has been read is left out: it comes with its page. Pages without changes stay the same objects.
 */
export function placeRows(pages: readonly RowPage[], { asked, rows, sort }: Found): RowPage[] {
  const known = new Map(
    pages.flatMap((page) => page.rows.filter(({ id }) => asked.has(id)).map((row) => [row.id, row])),
  );
  const placed = pages.map((page) => without(page, asked));
  const compare = orderOf(sort);
  for (const row of rows) {
    const before = known.get(row.id);
    // An answer that was overtaken by a newer one.
    const newest = before && before.seq > row.seq ? before : row;
    const at = placed.findIndex(({ end, next }, index) =>
      next === null && index === placed.length - 1 ? true : end !== null && compare(newest, end) <= 0,
    );
    const page = placed[at];
    if (page) placed[at] = { ...page, rows: insert(page.rows, newest, compare) };
  }
  return placed;
}

/** All rows of the pages, each once: one that moved while the pages were read is on two of them. */
export function rowsOf(pages: readonly RowPage[]): readonly InboxRow[] {
  const [only] = pages;
  if (only && pages.length === 1) return only.rows;
  const seen = new Set<string>();
  return pages.flatMap(({ rows }) => rows.filter(({ id }) => !seen.has(id) && seen.add(id)));
}

/** The pages without a conversation that is gone for good. */
export const withoutRow = (pages: readonly RowPage[], id: string): RowPage[] =>
  pages.map((page) => without(page, new Set([id])));

function without(page: RowPage, ids: ReadonlySet<string>): RowPage {
  const rows = page.rows.filter(({ id }) => !ids.has(id));
  return rows.length === page.rows.length ? page : { ...page, rows };
}

type Compare = (one: Place, other: Place) => number;

function insert(rows: readonly InboxRow[], row: InboxRow, compare: Compare): readonly InboxRow[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other && compare(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return rows.toSpliced(low, 0, row);
}

/** The order of the server: ids decide between what is the same, and within a priority the newest message comes first. */
function orderOf(sort: ConversationSort): Compare {
  const way = sort.startsWith('-') ? -1 : 1;
  if (sort.endsWith('priority')) {
    return (one, other) =>
      way * (PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority)) ||
      -(compareTexts(one.last_message_at, other.last_message_at) || compareTexts(one.id, other.id));
  }
  const by = sort.endsWith('created_at') ? 'created_at' : 'last_message_at';
  return (one, other) => way * (compareTexts(one[by], other[by]) || compareTexts(one.id, other.id));
}

// Instants and ids are written in one way each, so that their texts are in their order.
const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
