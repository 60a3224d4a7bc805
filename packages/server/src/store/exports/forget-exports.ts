import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Erasure } from './erasures.ts';
import type { SelectionKey } from './selection.ts';

type Row = { workspace_id: string; claim: string };

const keysOf = (rows: readonly Row[]): SelectionKey[] =>
  rows.map((row) => ({ workspaceId: row.workspace_id, id: row.claim }));

/** Takes exports back whose file has been kept long enough, at most `limit`; gives the attempts whose files are to go. */
export async function expireExports(query: NamedQuery, now: Date, limit: number): Promise<SelectionKey[]> {
  return keysOf(
    await query<Row>(
      'exports-expire',
      `update exports set state = 'expired'
       where (workspace_id, id) in (select workspace_id, id from exports
         where state = 'done' and expires_at <= $1::timestamptz order by expires_at limit $2::int for update skip locked)
       returning workspace_id, claim`,
      [now, limit],
    ),
  );
}

/**
 * Takes exports back that have conversations which were erased, and has those that are being written begun again, without
 * them; gives the attempts whose files are to go, those among them that were taken back before and still have their
 * selection. To be called once the erasure is committed: whoever read them before has said so before.
 */
export async function takeBackExports(
  query: NamedQuery,
  { workspaceId, conversationIds }: Erasure,
  at: Date,
): Promise<SelectionKey[]> {
  return keysOf(
    await query<Row>(
      'exports-take-back',
      `with s as (select distinct id from export_selections
         where workspace_id = $1::uuid and part >= 0 and ids && $2::uuid[])
       update exports set state = case state when 'done' then 'expired' when 'running' then 'waiting' else state end,
         expires_at = case state when 'done' then $3::timestamptz else expires_at end,
         attempts = case state when 'running' then 0 else attempts end
       where workspace_id = $1::uuid and claim in (select id from s)
       returning workspace_id, claim`,
      [workspaceId, [...conversationIds], at],
    ),
  );
}

/** Which of some ids are of files that an export has, or is being written to. */
export async function findKnownExports(query: NamedQuery, ids: readonly string[]): Promise<Set<string>> {
  const rows = await query<Pick<Row, 'claim'>>(
    'exports-known',
    `select claim from exports where claim = any($1::uuid[]) and state in ('running', 'done')`,
    [[...ids]],
  );
  return new Set(rows.map(({ claim }) => claim));
}

/** Deletes exports that nobody is shown any more, and selections that no export has; of the last day none of those. */
export async function removeOldExports(query: NamedQuery, { before, now }: { before: Date; now: Date }): Promise<void> {
  await query('exports-remove', `delete from exports where created_at < $1::timestamptz`, [before]);
  await query(
    'export-selections-forget',
    `delete from export_selections s where created_at < $1::timestamptz - interval '1 day' and not exists (
       select 1 from exports e where e.workspace_id = s.workspace_id and e.claim = s.id and e.state in ('running', 'done'))`,
    [now],
  );
}
