import type { Actor } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';
import { insertAudit } from './insert-audit.ts';

export type PersonAuditEntry = {
  readonly userId: string;
  /** The person, unless somebody else did it. */
  readonly actor?: Actor;
  readonly action: string;
  readonly at: Date;
  readonly details?: JsonObject;
  readonly ip?: string | null;
  readonly userAgent?: string | null;
};

/** Writes down what concerns a person as such, a sign-in or a new password, in each workspace that they belong to. */
export async function insertPersonAudit(
  { ids }: { readonly ids: { uuid(): string } },
  tx: Tx,
  entry: PersonAuditEntry,
): Promise<void> {
  const { userId, action, at, details, ip = null, userAgent = null } = entry;
  const actor = entry.actor ?? { type: 'operator', id: userId };
  const target = { type: 'user', id: userId };
  const memberships = await tx
    .selectFrom('members')
    .select('workspace_id')
    .where('user_id', '=', userId)
    .orderBy('workspace_id')
    .execute();
  for (const { workspace_id: workspaceId } of memberships) {
    const origin = { workspaceId, actor, ip, userAgent };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action, target, ...(details ? { details } : {}) });
  }
}
