import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Deps } from './deps.ts';
import type { ExportJob } from './write-export.ts';

/** Writes down that the command line exports an agent's conversations to a file of its own. */
export async function noteLocalExport(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { job, agentId }: { readonly job: ExportJob; readonly agentId: string },
): Promise<void> {
  const { workspaceId, id, shape } = job;
  const origin = { workspaceId, actor: { type: 'system' }, ip: null, userAgent: 'the command line' } as const;
  const details = { ...shape, filters: [], chatbot_id: agentId };
  const target = { type: 'export', id };
  const entry = { id: ids.uuid(), at: clock.now(), origin, action: 'export.create', target, details };
  await database.transaction((tx) => insertAudit(tx, entry));
}
