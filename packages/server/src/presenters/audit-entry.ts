import type { AuditEntry as AuditEntryJson } from '@parley/protocol/api';
import type { AuditEntry } from '../domain/people/audit-entry.ts';
import { offsetTime } from './offset-time.ts';

/** An entry of the audit log, as the Workspace API tells it. */
export const auditEntry = ({ at, userAgent, ...entry }: AuditEntry): AuditEntryJson => ({
  object: 'audit_entry',
  ...entry,
  user_agent: userAgent,
  created_at: offsetTime(at),
});
