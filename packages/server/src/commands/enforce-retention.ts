import type { Origin } from '../domain/people/origin.ts';
import { boundsOf } from '../domain/retention/retention.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockDueConversations, removeDueAttachments } from '../store/retention/find-due.ts';
import { findRetention, listRetentions, saveRetentionRun } from '../store/retention/retention-rules.ts';
import { type EraseDeps, eraseForGood } from './erase-for-good.ts';

/** Of each at once: a transaction that erases keeps those who read the log waiting. */
const BATCH = 100;
/** A backlog, as after the rules were set, is worked off over several runs. */
const BATCHES = 100;

/**
 * Erases what workspaces do not keep any longer: conversations with everything that repeats them, and files of messages;
 * at most 10,000 of each for a workspace. Each batch writes down how many there were, and nothing of what they were.
 */
export async function enforceRetention(deps: EraseDeps): Promise<void> {
  for (const { workspaceId } of await listRetentions(deps.database.db)) {
    try {
      await repeatedly(() => eraseBatch(deps, workspaceId));
      await repeatedly(() => removeBatch(deps, workspaceId));
      await saveRetentionRun(deps.database.db, workspaceId, deps.clock.now());
    } catch (err) {
      // That of one workspace must not keep the others waiting: it is due again with the next run.
      deps.log.error({ err, workspace_id: workspaceId }, 'retention failed');
    }
  }
}

/** Until a batch is not full. */
async function repeatedly(take: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) if ((await take()) < BATCH) return;
}

/** By the rules as they are now: who switches them off stops what is under way. */
async function boundsNow({ database, clock }: EraseDeps, workspaceId: string) {
  return boundsOf(await findRetention(database.db, workspaceId), clock.now());
}

const originOf = (workspaceId: string): Origin => ({
  workspaceId,
  actor: { type: 'system' },
  ip: null,
  userAgent: null,
});

const ACTION = 'retention.erased';

async function eraseBatch(deps: EraseDeps, workspaceId: string): Promise<number> {
  const { conversationsBefore: before } = await boundsNow(deps, workspaceId);
  if (!before) return 0;
  const { conversations } = await eraseForGood(deps, {
    origin: originOf(workspaceId),
    action: ACTION,
    target: { type: 'workspace', id: workspaceId },
    lock: async (tx) => ({
      conversations: await lockDueConversations(tx, { workspaceId, before, limit: BATCH }),
      visitor: null,
    }),
  });
  return conversations;
}

async function removeBatch(deps: EraseDeps, workspaceId: string): Promise<number> {
  const { attachmentsBefore: before } = await boundsNow(deps, workspaceId);
  if (!before) return 0;
  const files = await deps.database.transaction(async (tx) => {
    const files = await removeDueAttachments(tx, { workspaceId, before, limit: BATCH });
    if (files.length === 0) return files;
    const origin = originOf(workspaceId);
    const target = { type: 'workspace', id: workspaceId };
    const details = { conversations: 0, files: files.length };
    await insertAudit(tx, { id: deps.ids.uuid(), at: deps.clock.now(), origin, action: ACTION, target, details });
    return files;
  });
  // The rows are gone: contents that cannot be removed now are reached by nobody, and the hourly job takes them.
  await deps.files.remove(files).catch((err: unknown) => {
    deps.log.error({ err, files: files.length }, 'contents of old files could not be removed');
  });
  return files.length;
}
