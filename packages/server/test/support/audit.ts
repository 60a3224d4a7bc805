import type { Parley } from '../../src/compose.ts';

/** What the audit log has, in order. */
export const listAudit = ({ deps }: Pick<Parley, 'deps'>) =>
  deps.database.db
    .selectFrom('audit_log')
    .select(['action', 'actor', 'target', 'details', 'ip'])
    .orderBy('id')
    .execute();
