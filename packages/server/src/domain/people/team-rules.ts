import { AppError, type Role } from '@parley/protocol';
import { type Caller, isAllowed } from './permissions.ts';

/** A member as the rules see one. */
export type RuledMember = { readonly userId: string; readonly role: Role };

/** Who wants it: a person with their id, or a key. */
export type RuledCaller = { readonly caller: Caller; readonly userId: string | null };

/** Throws unless the caller may invite somebody into this role: whoever manages the team may, an owner only by an owner. */
export function checkInvite({ caller }: RuledCaller, role: Role): void {
  requireTeamManagement(caller);
  if (role === 'owner' && caller !== 'owner') throw onlyOwnersMakeOwners();
}

/** Throws unless the caller may give this member that role. `owners` counts those of the workspace, the member included. */
export function checkRoleChange(
  { caller }: RuledCaller,
  member: RuledMember,
  change: { to: Role; owners: number },
): void {
  requireTeamManagement(caller);
  if (change.to === 'owner' && member.role !== 'owner' && caller !== 'owner') throw onlyOwnersMakeOwners();
  if (member.role !== 'owner' || change.to === 'owner') return;
  if (caller !== 'owner') throw ownersAreTheirOwn();
  if (change.owners <= 1) throw lastOwner();
}

/** Throws unless the caller may remove this member. Everybody may leave, but not the last owner. */
export function checkRemoval(by: RuledCaller, member: RuledMember, owners: number): void {
  if (by.userId !== member.userId) {
    requireTeamManagement(by.caller);
    if (member.role === 'owner' && by.caller !== 'owner') throw ownersAreTheirOwn();
  }
  if (member.role === 'owner' && owners <= 1) throw lastOwner();
}

/** Whether somebody in these roles, one of each workspace that they belong to, may add a workspace to the installation. */
export const mayCreateWorkspace = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'owner' || role === 'admin');

function requireTeamManagement(caller: Caller): void {
  if (!isAllowed(caller, 'team.manage')) throw new AppError('forbidden', 'This needs the permission team.manage.');
}

const onlyOwnersMakeOwners = () => new AppError('conflict', 'Only an owner can make somebody an owner.');
const ownersAreTheirOwn = () => new AppError('forbidden', "Only an owner can change an owner's role or remove one.");
const lastOwner = () => new AppError('conflict', 'A workspace needs an owner: make somebody else one first.');
