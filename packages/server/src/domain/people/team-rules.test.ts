import { AppError, ROLES, type Role } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { Caller } from './permissions.ts';
import { checkInvite, checkRemoval, checkRoleChange, mayCreateWorkspace, type RuledCaller } from './team-rules.ts';

const CALLERS: readonly Caller[] = [...ROLES, 'key'];
const by = (caller: Caller): RuledCaller => ({ caller, userId: caller === 'key' ? null : 'caller' });

function outcome(check: () => void): string {
  try {
    check();
    return 'allowed';
  } catch (error) {
    return error instanceof AppError ? error.code : 'broken';
  }
}

/** The same rules once more, as a table by hand would say them. */
const managesTeam = (caller: Caller) => caller === 'owner' || caller === 'admin';

describe('who may invite', () => {
  it.each(CALLERS.flatMap((caller) => ROLES.map((role) => [caller, role] as const)))(
    '%s invites %s',
    (caller, role) => {
      const expected = !managesTeam(caller)
        ? 'forbidden'
        : role === 'owner' && caller !== 'owner'
          ? 'conflict'
          : 'allowed';
      expect(outcome(() => checkInvite(by(caller), role))).toBe(expected);
    },
  );
});

describe('who may change a role', () => {
  const cells = CALLERS.flatMap((caller) =>
    ROLES.flatMap((from) => ROLES.flatMap((to) => [1, 2].map((owners) => [caller, from, to, owners] as const))),
  );
  it.each(cells)('%s makes %s a %s, of %i owners', (caller, from, to, owners) => {
    const member = { userId: 'somebody', role: from };
    expect(outcome(() => checkRoleChange(by(caller), member, { to, owners }))).toBe(expectedChange());

    function expectedChange(): string {
      if (!managesTeam(caller)) return 'forbidden';
      if (from === to) return 'allowed';
      if (to === 'owner') return caller === 'owner' ? 'allowed' : 'conflict';
      if (from !== 'owner') return 'allowed';
      if (caller !== 'owner') return 'forbidden';
      return owners > 1 ? 'allowed' : 'conflict';
    }
  });
});

describe('who may remove', () => {
  const cells = CALLERS.flatMap((caller) =>
    ROLES.flatMap((role) => [1, 2].map((owners) => [caller, role, owners] as const)),
  );
  it.each(cells)('%s removes another %s, of %i owners', (caller, role, owners) => {
    const expected =
      !managesTeam(caller) || (role === 'owner' && caller !== 'owner')
        ? 'forbidden'
        : role === 'owner' && owners === 1
          ? 'conflict'
          : 'allowed';
    expect(outcome(() => checkRemoval(by(caller), { userId: 'somebody', role }, owners))).toBe(expected);
  });

  it.each(ROLES.flatMap((role) => [1, 2].map((owners) => [role, owners] as const)))(
    'a %s leaves, of %i owners',
    (role, owners) => {
      const expected = role === 'owner' && owners === 1 ? 'conflict' : 'allowed';
      expect(outcome(() => checkRemoval(by(role), { userId: 'caller', role }, owners))).toBe(expected);
    },
  );
});

describe('who may add a workspace', () => {
  it.each<[readonly Role[], boolean]>([
    [[], false],
    [['member', 'agent', 'manager'], false],
    [['member', 'admin'], true],
    [['owner'], true],
  ])('with the roles %j: %s', (roles, expected) => {
    expect(mayCreateWorkspace(roles)).toBe(expected);
  });
});
