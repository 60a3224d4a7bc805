import type { Actor } from '@parley/protocol';
import { sql } from 'kysely';
import type { AuditEntry } from '../../domain/people/audit-entry.ts';
import type { Db } from '../schema.ts';

export type AuditFilter = {
  /** Only entries before this one, in the order of the list. */
  readonly before: string | null;
  readonly actor?: string | undefined;
  readonly action?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

/** A workspace's audit log, the newest entry first. */
export async function listAudit(
  db: Db,
  workspaceId: string,
  filter: AuditFilter,
  limit: number,
): Promise<AuditEntry[]> {
  const { before, actor, action, target, from, to } = filter;
  let query = db
    .selectFrom('audit_log')
    .select(['id', 'at', 'action', 'details', 'ip', 'user_agent as userAgent'])
    .select([sql<Actor>`actor`.as('actor'), sql<AuditEntry['target']>`target`.as('target')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('id', '<', before);
  if (actor !== undefined) query = query.where(sql`actor->>'id'`, '=', actor);
  if (action !== undefined && action.length > 0) query = query.where('action', 'in', action);
  if (target !== undefined) query = query.where(sql`target->>'id'`, '=', target);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<=', to);
  return query.execute();
}
