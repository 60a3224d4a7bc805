import { type RawBuilder, sql } from 'kysely';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

/** A conversation that an export has, as far as its log went in the export's moment. */
export type Selected = {
  readonly id: string;
  /** The number of its last event then, and of its last message. */
  readonly seq: number;
  readonly upto: number;
};

/** Which list of selected conversations. */
export type SelectionKey = { readonly workspaceId: string; readonly id: string };

/** How much there is to write. */
export type SelectionSize = { readonly conversations: number; readonly messages: number };

/** So many conversations stand in one row: a row each would cost most of the time of the statement. */
const PART = 1_000;

/**
 * Writes down which conversations `c` satisfy a condition, oldest first, and how far each has come: one statement, so that
 * all of it is one moment of the database.
 */
export async function insertSelection(
  tx: Tx,
  { workspaceId, id }: SelectionKey,
  condition: RawBuilder<unknown>,
  at: Date,
): Promise<SelectionSize> {
  await sql`set local statement_timeout = '10min'`.execute(tx);
  const { rows } = await sql<SelectionSize>`
    with p as (
      insert into export_selections (workspace_id, id, part, ids, seqs, uptos, created_at)
      select ${workspaceId}::uuid, ${id}::uuid, n / ${sql.lit(PART)}, array_agg(c.id order by n), array_agg(c.seq order by n),
        array_agg(c.message_count order by n), ${at}::timestamptz
      from (select c.id, c.seq, c.message_count, (row_number() over (order by c.created_at, c.id) - 1)::int as n
            from conversations c where ${condition}) c
      group by n / ${sql.lit(PART)}
      returning ids, uptos)
    select coalesce(sum(cardinality(ids)), 0)::bigint as conversations,
      coalesce(sum((select sum(upto) from unnest(uptos) upto)), 0)::bigint as messages from p`.execute(tx);
  return rows[0] ?? { conversations: 0, messages: 0 };
}

type Part = { ids: string[]; seqs: number[]; uptos: number[] };

/** The selected conversations, oldest first, a part at a time. */
export async function* readSelection(query: NamedQuery, { workspaceId, id }: SelectionKey): AsyncGenerator<Selected[]> {
  for (let number = 0; ; number += 1) {
    const [part] = await query<Part>(
      'export-selection',
      `select ids, seqs, uptos from export_selections
       where workspace_id = $1::uuid and id = $2::uuid and part = $3::int`,
      [workspaceId, id, number],
    );
    if (!part) return;
    yield part.ids.map((each, at) => ({ id: each, seq: part.seqs[at] ?? 0, upto: part.uptos[at] ?? 0 }));
  }
}

/** Writes down conversations that may be selected: those that `candidatesOf` gives. `number` counts them from 1. */
export async function insertCandidates(
  query: NamedQuery,
  { workspaceId, id }: SelectionKey,
  { ids, number, at }: { readonly ids: readonly string[]; readonly number: number; readonly at: Date },
): Promise<void> {
  await query(
    'export-candidates',
    `insert into export_selections (workspace_id, id, part, ids, seqs, uptos, created_at)
     values ($1::uuid, $2::uuid, $3::int, $4::uuid[], '{}', '{}', $5::timestamptz)`,
    [workspaceId, id, -number, [...ids], at],
  );
}

/** The ids of conversations that were written down with `insertCandidates`. */
export const candidatesOf = ({ workspaceId, id }: SelectionKey): RawBuilder<unknown> =>
  sql`select unnest(ids) from export_selections
      where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid and part < 0`;

/** Removes lists that nobody needs any more, each by its key. */
export async function removeSelections(query: NamedQuery, keys: readonly SelectionKey[]): Promise<void> {
  for (const [workspaceId, of] of Map.groupBy(keys, (key) => key.workspaceId)) {
    const ids = of.map(({ id }) => id);
    const text = 'delete from export_selections where workspace_id = $1::uuid and id = any($2::uuid[])';
    await query('export-selections-remove', text, [workspaceId, ids]);
  }
}
