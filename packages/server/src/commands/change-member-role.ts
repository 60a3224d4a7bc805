import { AppError, type Role } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { checkRoleChange, type RuledCaller } from '../domain/people/team-rules.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findMember, lockTeam, type MemberRow, saveRole } from '../store/people/members.ts';
import type { Deps } from './deps.ts';

export type ChangeMemberRoleInput = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly by: RuledCaller;
  readonly origin: Origin;
};

/** Changes what a member may do, from their next request on. Throws `not_found`, and what the rules refuse. */
export async function changeMemberRole(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { workspaceId, memberId, role, by, origin }: ChangeMemberRoleInput,
): Promise<MemberRow> {
  return database.transaction(async (tx) => {
    const at = clock.now();
    const owners = await lockTeam(tx, workspaceId);
    const member = await findMember(tx, workspaceId, memberId);
    if (!member) throw new AppError('not_found', 'There is no such member.');
    checkRoleChange(by, member, { to: role, owners });
    if (member.role === role) return member;
    await saveRole(tx, memberId, role, at);
    const target = { type: 'user', id: member.userId };
    const details = { from: member.role, to: role };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'member.role_change', target, details });
    return { ...member, role, updatedAt: at };
  });
}
