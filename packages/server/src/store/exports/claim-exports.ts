import type { Selectable } from 'kysely';
import type { Export } from '../../domain/export/exported.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { ExportTables } from '../export-tables.ts';
import { exportOf, selectionOf } from './exports.ts';
import type { ExportSelection } from './select-conversations.ts';

/** An export that this process writes: nobody else does before its claim ends. */
export type ClaimedExport = Export & {
  readonly claim: string;
  readonly selection: ExportSelection;
  /** How often it was begun, this time among them. */
  readonly attempts: number;
};

type Row = Selectable<ExportTables['exports']>;

/** Claims the export that has waited longest, or whose writer is gone; null when there is none. `claim` is a new id. */
export async function claimExport(
  query: NamedQuery,
  { claim, now, until }: { readonly claim: string; readonly now: Date; readonly until: Date },
): Promise<ClaimedExport | null> {
  const [row] = await query<Row & { claim: string }>(
    'export-claim',
    `update exports set state = 'running', claim = $1::uuid, claimed_until = $3::timestamptz, attempts = attempts + 1,
       rows_written = 0, rows_total = null, bytes = 0
     where (workspace_id, id) = (
       select workspace_id, id from exports
       where state = 'waiting' or (state = 'running' and claimed_until < $2::timestamptz)
       order by created_at limit 1 for update skip locked)
     returning *`,
    [claim, now, until],
  );
  return row ? { ...exportOf(row), claim: row.claim, selection: selectionOf(row), attempts: row.attempts } : null;
}

export type ExportProgress = Pick<Export, 'rowsWritten' | 'rowsTotal' | 'bytes'>;

/** Says how far it is, and that it goes on until `until`. False when it is not this one's to write any more. */
export async function renewClaim(
  query: NamedQuery,
  claim: string,
  { rowsWritten, rowsTotal, bytes }: ExportProgress,
  until: Date,
): Promise<boolean> {
  const rows = await query(
    'export-renew',
    `update exports set claimed_until = $2::timestamptz, rows_written = $3::bigint, rows_total = $4::bigint, bytes = $5::bigint
     where claim = $1::uuid and state = 'running' returning 1 as renewed`,
    [claim, until, rowsWritten, rowsTotal, bytes],
  );
  return rows.length > 0;
}

/** How a claim ends: the export is done, has failed, or waits to be begun again, as often as before if it was no attempt. */
export type ClaimEnd =
  | { readonly state: 'done'; readonly at: Date; readonly expiresAt: Date }
  | { readonly state: 'failed'; readonly at: Date; readonly error: string }
  | { readonly state: 'waiting'; readonly isAttempt: boolean };

/** Ends a claim. False, and nothing is written, when the export is not this one's any more. */
export async function endClaim(
  query: NamedQuery,
  claim: string,
  progress: ExportProgress,
  end: ClaimEnd,
): Promise<boolean> {
  const { rowsWritten, rowsTotal, bytes } =
    end.state === 'done' ? progress : { rowsWritten: 0, rowsTotal: null, bytes: 0 };
  const rows = await query(
    'export-end',
    `update exports set state = $2::text, ended_at = $3::timestamptz, expires_at = $4::timestamptz, error = $5::text,
       rows_written = $6::bigint, rows_total = $7::bigint, bytes = $8::bigint, attempts = attempts - $9::int
     where claim = $1::uuid and state = 'running' returning 1 as ended`,
    [
      claim,
      end.state,
      'at' in end ? end.at : null,
      'expiresAt' in end ? end.expiresAt : null,
      'error' in end ? end.error : null,
      rowsWritten,
      rowsTotal,
      bytes,
      end.state === 'waiting' && !end.isAttempt ? 1 : 0,
    ],
  );
  return rows.length > 0;
}

/** Lets every export that is being written be begun again. To be called when nobody can be writing. */
export async function releaseExports(query: NamedQuery): Promise<void> {
  await query('exports-release', `update exports set state = 'waiting' where state = 'running'`, []);
}
