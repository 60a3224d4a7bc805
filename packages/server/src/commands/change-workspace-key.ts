import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { type KeyVerb, nextKeyState, type WorkspaceKey } from '../domain/people/workspace-key.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { lockWorkspaceKey, saveKeyState } from '../store/workspaces/workspace-keys.ts';
import type { Deps } from './deps.ts';

export type ChangeKeyInput = {
  readonly keyId: string;
  readonly verb: KeyVerb;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, key: WorkspaceKey) => Promise<void>;
};

/**
 * Pauses, resumes or revokes a key, at once and on every node. Throws `not_found`, and `conflict` for a key that was
 * revoked.
 */
export async function changeWorkspaceKey(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { keyId, verb, origin, alongside }: ChangeKeyInput,
): Promise<WorkspaceKey> {
  return deps.database.transaction(async (tx) => {
    const key = await lockWorkspaceKey(tx, origin.workspaceId, keyId);
    if (!key) throw new AppError('not_found', 'There is no such API key.');
    const state = nextKeyState(key.state, verb);
    if (state) {
      await saveKeyState(tx, keyId, state);
      await insertAudit(tx, {
        id: deps.ids.uuid(),
        at: deps.clock.now(),
        origin,
        action: `api_key.${verb}`,
        target: { type: 'api_key', id: keyId },
        details: { name: key.name, last4: key.last4 },
      });
    }
    const changed = { ...key, state: state ?? key.state };
    await alongside?.(tx, changed);
    return changed;
  });
}
