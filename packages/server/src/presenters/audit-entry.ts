import type { AuditEntry as AuditEntryJson } from '@parley/protocol/api';
import type { AuditEntry } from '../domain/people/audit-entry.ts';
import { offsetTime } from './offset-time.ts';

type Names = ReadonlyMap<string, { readonly name: string }>;

/** An entry of the audit log, as the Workspace API tells it: `names` has those of people, keys and tokens by id. */
export const auditEntry = ({ at, userAgent, actor, ...entry }: AuditEntry, names: Names): AuditEntryJson => ({
  object: 'audit_entry',
  ...entry,
  actor: { ...actor, name: ('id' in actor ? names.get(actor.id)?.name : undefined) ?? null },
  user_agent: userAgent,
  created_at: offsetTime(at),
});
