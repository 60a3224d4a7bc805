import type { Origin } from '../domain/people/origin.ts';
import { checkKeyExpiry, type WorkspaceKey } from '../domain/people/workspace-key.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { insertWorkspaceKey } from '../store/workspaces/insert.ts';
import type { Credentials } from './create-workspace.ts';
import type { Deps } from './deps.ts';

export type NewWorkspaceKey = WorkspaceKey & { readonly key: string };

export type CreateKeyInput = {
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, made: NewWorkspaceKey) => Promise<void>;
};

type CreateKeyDeps = Pick<Deps, 'database' | 'clock' | 'ids'> & {
  readonly credentials: Pick<Credentials, 'workspaceKey'>;
};

/** Adds a key of the Workspace API, which is shown this once. Throws `validation_failed` for an end that is past. */
export async function createWorkspaceKey(deps: CreateKeyDeps, input: CreateKeyInput): Promise<NewWorkspaceKey> {
  const { name, expiresAt, origin } = input;
  const at = deps.clock.now();
  checkKeyExpiry(expiresAt, at);
  const { key, hash, last4 } = deps.credentials.workspaceKey();
  const facts = { id: deps.ids.uuid(), workspaceId: origin.workspaceId, name, last4, expiresAt };
  const made: NewWorkspaceKey = { ...facts, key, state: 'active', createdAt: at, lastUsedAt: null };
  await deps.database.transaction(async (tx) => {
    await insertWorkspaceKey(tx, { ...facts, hash }, at);
    await insertAudit(tx, {
      id: deps.ids.uuid(),
      at,
      origin,
      action: 'api_key.create',
      target: { type: 'api_key', id: made.id },
      details: { name, last4, expires_at: expiresAt?.toISOString() ?? null },
    });
    await input.alongside?.(tx, made);
  });
  return made;
}
