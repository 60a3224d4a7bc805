import { ROLES, type Role } from '@parley/protocol';

type Member = { readonly user_id: string; readonly role: Role };
type Viewer = { readonly id: string; readonly role: Role };

const manages = (role: Role): boolean => role === 'owner' || role === 'admin';

/** Which roles somebody can be given by whom: what the server would refuse is not offered. Only the own one where none. */
export function rolesToGive(viewer: Viewer, member: Member, owners: number): readonly Role[] {
  if (!manages(viewer.role)) return [member.role];
  if (viewer.role === 'owner') return member.role === 'owner' && owners <= 1 ? ['owner'] : ROLES;
  return member.role === 'owner' ? ['owner'] : ROLES.filter((role) => role !== 'owner');
}

/** Into which roles somebody may invite. */
export const rolesToInvite = (role: Role): readonly Role[] =>
  role === 'owner' ? ROLES : ROLES.filter((each) => each !== 'owner');

/** Whether somebody may be removed by the viewer; everybody may leave, but the last owner stays. */
export function mayRemove(viewer: Viewer, member: Member, owners: number): boolean {
  if (member.role === 'owner' && owners <= 1) return false;
  if (viewer.id === member.user_id) return true;
  return manages(viewer.role) && (member.role !== 'owner' || viewer.role === 'owner');
}
