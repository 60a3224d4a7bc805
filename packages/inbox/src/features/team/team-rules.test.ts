import { expect, it } from 'vitest';
import { mayRemove, rolesToGive, rolesToInvite } from './team-rules.ts';

const owner = { id: 'u-1', role: 'owner' } as const;
const admin = { id: 'u-2', role: 'admin' } as const;
const agent = { id: 'u-3', role: 'agent' } as const;
const memberOf = ({ id, role }: { id: string; role: 'owner' | 'admin' | 'agent' }) => ({ user_id: id, role });

it('lets owners give every role, admins all but theirs, and others none', () => {
  expect(rolesToGive(owner, memberOf(agent), 1)).toContain('owner');
  expect(rolesToGive(admin, memberOf(agent), 1)).toEqual(['admin', 'manager', 'agent', 'member']);
  expect(rolesToGive(admin, memberOf(owner), 2)).toEqual(['owner']);
  expect(rolesToGive(agent, memberOf(admin), 1)).toEqual(['admin']);
  expect(rolesToInvite('owner')).toContain('owner');
  expect(rolesToInvite('admin')).not.toContain('owner');
});

it('keeps the last owner', () => {
  expect(rolesToGive(owner, memberOf(owner), 1)).toEqual(['owner']);
  expect(rolesToGive(owner, memberOf(owner), 2)).toContain('agent');
  expect(mayRemove(owner, memberOf(owner), 1)).toBe(false);
  expect(mayRemove(owner, memberOf(owner), 2)).toBe(true);
});

it('lets those who manage the team remove others, and everybody leave', () => {
  expect(mayRemove(admin, memberOf(agent), 1)).toBe(true);
  expect(mayRemove(admin, memberOf(owner), 2)).toBe(false);
  expect(mayRemove(agent, memberOf(admin), 1)).toBe(false);
  expect(mayRemove(agent, memberOf(agent), 1)).toBe(true);
});
