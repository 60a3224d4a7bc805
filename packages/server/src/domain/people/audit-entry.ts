import type { Actor } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';

/** One line of the audit log: who did what to what, when and from where. */
export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  /** Noun and verb, `conversation.update`. */
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string } | null;
  readonly details: JsonObject | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
};
