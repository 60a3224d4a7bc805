import type { Role } from '@parley/protocol';
import type { Db } from '../schema.ts';

/** A workspace with what a person is in it. */
export type OwnWorkspace = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
};

/** The workspaces that a person belongs to, the oldest first. */
export const listOwnWorkspaces = (db: Db, userId: string): Promise<OwnWorkspace[]> =>
  db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'members.role', 'workspaces.created_at as createdAt'])
    .where('user_id', '=', userId)
    .orderBy('workspaces.created_at')
    .orderBy('workspaces.id')
    .execute();
