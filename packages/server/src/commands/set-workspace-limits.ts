import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import {
  readWorkspaceLimits,
  saveWorkspaceLimits,
  type WorkspaceLimits,
} from '../store/workspaces/workspace-limits.ts';
import type { Deps } from './deps.ts';

/** What is undefined stays; null goes back to the installation's. */
type LimitsInput = {
  readonly origin: Origin;
  readonly perMinute?: number | null | undefined;
  readonly perHour?: number | null | undefined;
};

/** Sets how many calls a workspace may make, on every node from its next call on. Gives what then holds for it. */
export async function setWorkspaceLimits(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { origin, perMinute, perHour }: LimitsInput,
): Promise<WorkspaceLimits> {
  const { workspaceId } = origin;
  return deps.database.transaction(async (tx) => {
    const before = await readWorkspaceLimits(tx, workspaceId);
    const next = {
      perMinute: perMinute === undefined ? before.perMinute : perMinute,
      perHour: perHour === undefined ? before.perHour : perHour,
    };
    if (next.perMinute === before.perMinute && next.perHour === before.perHour) return next;
    await saveWorkspaceLimits(tx, workspaceId, next);
    await insertAudit(tx, {
      id: deps.ids.uuid(),
      at: deps.clock.now(),
      origin,
      action: 'workspace.limit',
      target: { type: 'workspace', id: workspaceId },
      details: { per_minute: next.perMinute, per_hour: next.perHour },
    });
    return next;
  });
}
