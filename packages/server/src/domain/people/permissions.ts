import type { Permission, Role } from '@parley/protocol';

/** Who may call: a person in a role, or a key of the Workspace API, which belongs to nobody. */
export type Caller = Role | 'key';

// The one place where permissions are decided. A key works for the whole workspace, but makes no keys and no members:
// whoever finds one cannot make more of it.
const ALLOWED: Record<Permission, readonly Caller[]> = {
  'conversations.view': ['owner', 'admin', 'manager', 'agent', 'member', 'key'],
  'conversations.reply': ['owner', 'admin', 'manager', 'agent', 'key'],
  'conversations.manage': ['owner', 'admin', 'manager', 'agent', 'key'],
  // Everything that visitors said in one file, which leaves the house.
  'conversations.export': ['owner', 'admin', 'manager'],
  'tags.manage': ['owner', 'admin', 'manager', 'key'],
  'agents.view': ['owner', 'admin', 'manager', 'agent', 'member', 'key'],
  'agents.manage': ['owner', 'admin', 'manager', 'key'],
  'entry_points.view': ['owner', 'admin', 'manager', 'agent', 'member', 'key'],
  'entry_points.manage': ['owner', 'admin', 'manager', 'key'],
  'webhooks.manage': ['owner', 'admin', 'key'],
  'keys.manage': ['owner', 'admin'],
  'team.view': ['owner', 'admin', 'manager', 'agent', 'member', 'key'],
  'team.manage': ['owner', 'admin'],
  'workspace.manage': ['owner'],
  'audit.view': ['owner', 'admin', 'key'],
  'visitors.erase': ['owner', 'admin'],
  'analytics.view': ['owner', 'admin', 'manager', 'agent'],
  // Costs are shown to people who answer for them, and to no program.
  'usage.view': ['owner', 'admin', 'manager'],
  'usage.manage': ['owner', 'admin'],
};

/** Whether a caller has a permission. */
export function isAllowed(caller: Caller, permission: Permission): boolean {
  return ALLOWED[permission].includes(caller);
}
