import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { mayCreateWorkspace } from '../domain/people/team-rules.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { listOwnWorkspaces, type OwnWorkspace } from '../store/people/list-own-workspaces.ts';
import { insertAgent, insertWorkspace } from '../store/workspaces/insert.ts';
import { insertMember } from '../store/workspaces/users.ts';
import type { Deps } from './deps.ts';

export type AddWorkspaceInput = {
  readonly name: string;
  readonly userId: string;
  readonly from: Pick<Origin, 'ip' | 'userAgent'>;
};

/** Adds a workspace with one agent to the installation; the person becomes its owner. Throws `forbidden`. */
export async function addWorkspace(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'> & { readonly newScenarioId: () => string },
  { name, userId, from }: AddWorkspaceInput,
): Promise<OwnWorkspace> {
  const { database, clock, ids } = deps;
  return database.transaction(async (tx) => {
    const roles = (await listOwnWorkspaces(tx, userId)).map(({ role }) => role);
    if (!mayCreateWorkspace(roles)) {
      throw new AppError('forbidden', 'Only an owner or admin of a workspace can add another.');
    }
    const at = clock.now();
    const id = ids.uuid();
    await insertWorkspace(tx, { id, name }, at);
    await insertMember(tx, { id: ids.uuid(), workspaceId: id, userId, role: 'owner' }, at);
    const agent = { id: ids.uuid(), workspaceId: id, scenarioId: deps.newScenarioId(), settings: {} };
    await insertAgent(tx, agent, at);
    const origin: Origin = { workspaceId: id, actor: { type: 'operator', id: userId }, ...from };
    const target = { type: 'workspace', id };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'workspace.create', target, details: { name } });
    return { id, name, role: 'owner', createdAt: at };
  });
}
