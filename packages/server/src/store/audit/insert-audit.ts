import type { Origin } from '../../domain/people/origin.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Tx } from '../schema.ts';

export type AuditEntry = {
  /** A UUIDv7: the log is read by it. */
  readonly id: string;
  readonly at: Date;
  readonly origin: Origin;
  /** Noun and verb, `conversation.update`, `webhook.create`. */
  readonly action: string;
  /** What it was done to. */
  readonly target?: { readonly type: string; readonly id: string };
  /** What changed, in words of ours: never a secret, never the text of a message. */
  readonly details?: JsonObject;
};

/** Writes down who did what, in the transaction that does it. */
export async function insertAudit(tx: Tx, { id, at, origin, action, target, details }: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      workspace_id: origin.workspaceId,
      id,
      at,
      actor: JSON.stringify(origin.actor),
      action,
      target: target ? JSON.stringify(target) : null,
      details: details ? JSON.stringify(details) : null,
      ip: origin.ip,
      user_agent: origin.userAgent?.slice(0, 500) ?? null,
    })
    .execute();
}
