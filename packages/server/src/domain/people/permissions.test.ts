import { PERMISSIONS, type Permission, ROLES } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type Caller, isAllowed } from './permissions.ts';

const CALLERS: readonly Caller[] = [...ROLES, 'key'];
const EVERYBODY = 'owner admin manager agent member key';

/** Written out once more, so that no permission changes by accident. */
const TABLE: Record<Permission, string> = {
  'conversations.view': EVERYBODY,
  'conversations.reply': 'owner admin manager agent key',
  'conversations.manage': 'owner admin manager agent key',
  'conversations.export': 'owner admin manager',
  'tags.manage': 'owner admin manager key',
  'agents.view': EVERYBODY,
  'agents.manage': 'owner admin manager key',
  'entry_points.view': EVERYBODY,
  'entry_points.manage': 'owner admin manager key',
  'webhooks.manage': 'owner admin key',
  'keys.manage': 'owner admin',
  'team.view': EVERYBODY,
  'team.manage': 'owner admin',
  'workspace.manage': 'owner',
  'audit.view': 'owner admin key',
  'visitors.erase': 'owner admin',
  'analytics.view': 'owner admin manager agent',
  'usage.view': 'owner admin manager',
  'usage.manage': 'owner admin',
};

describe('permissions', () => {
  it.each(PERMISSIONS)('%s belongs to whom the table says', (permission) => {
    expect(CALLERS.filter((caller) => isAllowed(caller, permission)).join(' ')).toBe(TABLE[permission]);
  });

  it('only grow from role to role, up to the owner', () => {
    for (const permission of PERMISSIONS) {
      const holders = ROLES.map((role) => isAllowed(role, permission));
      expect(holders, permission).toEqual([...holders].sort((a, b) => Number(b) - Number(a)));
    }
  });
});
