import type { Origin } from '../domain/people/origin.ts';
import type { RetentionRules } from '../domain/retention/retention.ts';
import type { JsonObject } from '../lib/json.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findRetention, type StoredRetention, saveRetention } from '../store/retention/retention-rules.ts';
import { lockWorkspace } from '../store/workspaces/workspaces.ts';
import type { Deps } from './deps.ts';

/** Changes what is given of how long a workspace keeps what was said, and gives the rules as they are now. */
export async function updateRetention(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { change, origin }: { readonly change: Partial<RetentionRules>; readonly origin: Origin },
): Promise<StoredRetention> {
  const { workspaceId } = origin;
  return database.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const before = await findRetention(tx, workspaceId);
    const { conversationDays, attachmentDays } = { ...before, ...change };
    if (before.conversationDays === conversationDays && before.attachmentDays === attachmentDays) return before;
    const at = clock.now();
    await saveRetention(tx, workspaceId, { conversationDays, attachmentDays }, at);
    const details: JsonObject = { conversation_days: conversationDays, attachment_days: attachmentDays };
    const target = { type: 'workspace', id: workspaceId };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'retention.update', target, details });
    return { conversationDays, attachmentDays, updatedAt: at, lastRunAt: before.lastRunAt };
  });
}
