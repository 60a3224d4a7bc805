import type { Actor } from '@parley/protocol';

/** Who asks for a change and from where: what the audit log keeps of it. */
export type Origin = {
  readonly workspaceId: string;
  readonly actor: Actor;
  /** Null for what does not come by HTTP. */
  readonly ip: string | null;
  readonly userAgent: string | null;
};
