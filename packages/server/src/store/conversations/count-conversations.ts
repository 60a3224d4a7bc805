import { sql } from 'kysely';
import { type Database, isDatabaseError } from '../db/database.ts';
import type { Db, Schema } from '../schema.ts';
import { type Condition, every } from './condition.ts';
import { factCandidates } from './fact-filter.ts';
import { FLAGGED, FOR_PEOPLE } from './inbox-view.ts';
import { conditionsOf, detailsOf, visibleIn, type WorkspaceFilter } from './workspace-filter.ts';

/** How many; where counting stopped at the cap, at least so many. */
export type CappedCount = { readonly count: number; readonly isCapped: boolean };

/** What the built-in views have, each counted up to the cap. */
export type InboxTally = {
  readonly all: CappedCount;
  readonly open: CappedCount;
  /** Open ones that people have or are asked for. */
  readonly forPeople: CappedCount;
  /** Of these, how many each user has; null is for those of nobody. */
  readonly byOwner: ReadonlyMap<string | null, number>;
  readonly resolved: CappedCount;
  readonly archived: CappedCount;
  readonly flagged: CappedCount;
};

type TallyRow = {
  all: number;
  open: number;
  resolved: number;
  closed: number;
  archived: number;
  flagged: number;
  owners: { id: string | null; count: number }[];
};

/**
 * Counts a workspace's conversations by built-in view, as they are at one moment. Each number is read from an index in its
 * order and ends at the cap, so that it costs the same in a workspace of any size.
 */
export async function tallyInbox(db: Db, workspaceId: string, cap: number): Promise<InboxTally> {
  const visible = visibleIn(workspaceId);
  // The orders are those of the indexes: without them the planner may read the table, and rows of everybody else.
  const recent = sql`order by c.last_message_at desc, c.id desc`;
  const upTo = (condition: Condition, order: Condition) => sql`(select count(*)::int from (
    select from conversations c where ${visible} and ${condition} ${order} limit ${cap + 1}) n)`;
  const ended = (progress: string) =>
    upTo(
      sql`c.progress <> 'open' and c.progress = ${progress}`,
      sql`order by c.priority, c.last_message_at desc, c.id desc`,
    );
  const { rows } = await sql<TallyRow>`
    select ${upTo(sql`true`, recent)} as all,
      ${upTo(sql`c.progress = 'open'`, sql`order by c.driver, c.priority, c.last_message_at desc, c.id desc`)} as open,
      ${ended('resolved')} as resolved, ${ended('closed')} as closed, ${ended('archived')} as archived,
      ${upTo(sql`${FLAGGED} and c.progress <> 'archived'`, recent)} as flagged,
      (select coalesce(jsonb_agg(o), '[]') from (
        select n.assigned_to as id, count(*)::int as count from (
          select c.assigned_to from conversations c where ${visible} and ${FOR_PEOPLE} ${recent} limit ${cap + 1}) n
        group by n.assigned_to) o) as owners`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a count without a row');
  return tallyOf(row, cap);
}

function tallyOf({ owners, resolved, closed, ...row }: TallyRow, cap: number): InboxTally {
  const capped = (count: number): CappedCount => ({ count: Math.min(count, cap), isCapped: count > cap });
  const forPeople = owners.reduce((sum, { count }) => sum + count, 0);
  return {
    all: capped(row.all),
    open: capped(row.open),
    forPeople: capped(forPeople),
    byOwner: new Map(owners.map(({ id, count }) => [id, count])),
    resolved: capped(resolved + closed),
    archived: capped(row.archived),
    flagged: capped(row.flagged),
  };
}

/** A count beside the lists is not worth more. */
const TIMEOUT_MS = 400;
const CANCELLED = '57014';

/**
 * Counts what a filter lets through, up to the cap. What hardly any conversation has may take as long as its index is: after
 * 0.4 s it throws, except on the embedded database, which cannot be interrupted.
 */
export async function countConversations(
  database: Database<Schema>,
  {
    workspaceId,
    filter,
    cap,
  }: { readonly workspaceId: string; readonly filter: WorkspaceFilter; readonly cap: number },
): Promise<CappedCount> {
  const { rows } = await database.transaction(async (tx) => {
    if (database.kind === 'postgres') await sql.raw(`set local statement_timeout = ${TIMEOUT_MS}`).execute(tx);
    return sql<{ count: number }>`
      select count(*)::int as count from (${matching(workspaceId, filter)} limit ${cap + 1}) n`.execute(tx);
  });
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, cap), isCapped: count > cap };
}

/** Whether counting was given up. */
export const isTimedOut = (error: unknown): boolean => isDatabaseError(error, CANCELLED);

/** By facts where nothing narrower is asked, else as the planner sees fit: no order is asked for. */
function matching(workspaceId: string, filter: WorkspaceFilter): Condition {
  const kept = every([visibleIn(workspaceId), ...conditionsOf(workspaceId, filter)]);
  const { view, assignee } = detailsOf(workspaceId, filter);
  const isNarrow = view.length > 0 || (assignee.length > 0 && !filter.includeUnassigned);
  const found = isNarrow ? null : factCandidates(workspaceId, filter);
  if (!found) return sql`select from conversations c where ${kept}`;
  return sql`select from (${found}) f cross join lateral (
    select from conversations c where c.workspace_id = ${workspaceId}::uuid and c.id = f.id and ${kept} limit 1) c`;
}
