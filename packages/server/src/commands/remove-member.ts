import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { checkRemoval, type RuledCaller } from '../domain/people/team-rules.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { deleteMember, findMember, lockTeam } from '../store/people/members.ts';
import type { Deps } from './deps.ts';
import { unassignMember } from './unassign-member.ts';

export type RemoveMemberInput = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly by: RuledCaller;
  readonly origin: Origin;
};

/**
 * Removes a member, who is out with their next request, and then takes their conversations from them. Throws `not_found`,
 * and what the rules refuse.
 */
export async function removeMember(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'signals' | 'bus'>,
  { workspaceId, memberId, by, origin }: RemoveMemberInput,
): Promise<void> {
  const { database, clock, ids, bus } = deps;
  const userId = await database.transaction(async (tx) => {
    const owners = await lockTeam(tx, workspaceId);
    const member = await findMember(tx, workspaceId, memberId);
    if (!member) throw new AppError('not_found', 'There is no such member.');
    checkRemoval(by, member, owners);
    await deleteMember(tx, memberId);
    const target = { type: 'user', id: member.userId };
    const details = { role: member.role };
    await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: 'member.remove', target, details });
    return member.userId;
  });
  bus.publish('member.removed', { workspaceId, userId });
  // Afterwards: who is no member is given no more conversations meanwhile.
  await unassignMember(deps, { workspaceId, userId, origin });
}
