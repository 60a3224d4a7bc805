import type { Actor, Role } from '@parley/protocol';
import type { Caller } from './permissions.ts';

/** Who calls the Workspace or the Inbox API, and for which workspace. */
export type Principal =
  | { readonly type: 'key'; readonly workspaceId: string; readonly keyId: string }
  | { readonly type: 'user'; readonly workspaceId: string; readonly userId: string; readonly role: Role };

/** What the permission table knows the caller as. */
export const callerOf = (principal: Principal): Caller => (principal.type === 'key' ? 'key' : principal.role);

/** The caller as events and the audit log name it. */
export const actorOf = (principal: Principal): Actor =>
  principal.type === 'key' ? { type: 'api_key', id: principal.keyId } : { type: 'operator', id: principal.userId };
