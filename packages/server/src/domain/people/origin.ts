import type { Actor } from '@parley/protocol';

/** Who asks for a change and from where: what the audit log keeps of it. */
export type Origin = {
  readonly workspaceId: string;
  readonly actor: Actor;
  /** Null for what does not come by HTTP. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  /**
   * The `seq` of the conversation that they saw, where they say so: a change is refused when somebody else has changed
   * the same since. It is not kept.
   */
  readonly basedOn?: number;
};

/** Of what a visitor asks for: nothing is kept of where they are, for who is forgotten shall not stand in the audit log. */
export const visitorOrigin = (workspaceId: string): Origin => ({
  workspaceId,
  actor: { type: 'visitor' },
  ip: null,
  userAgent: null,
});
