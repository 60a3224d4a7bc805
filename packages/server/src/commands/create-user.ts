import { AppError, type Role } from '@parley/protocol';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { insertMember, insertUser } from '../store/workspaces/users.ts';
import type { CreateDeps } from './create-workspace.ts';

export type CreateUserInput = {
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
};

/** Adds a person to a workspace with a new password, which is shown this once. Throws `conflict` for a known address. */
export async function createUser(deps: CreateDeps, input: CreateUserInput): Promise<{ readonly password: string }> {
  const { workspaceId, role, name } = input;
  const { credentials, ids } = deps;
  const email = input.email.toLowerCase();
  const password = credentials.password();
  const passwordHash = await credentials.hashPassword(password);
  const user = { id: ids.uuid(), accountId: ids.uuid(), email, name, passwordHash };
  await deps.database.transaction(async (tx) => {
    const at = deps.clock.now();
    if (!(await insertUser(tx, user, at))) {
      throw new AppError('conflict', `There is a user with the address ${email} already.`);
    }
    await insertMember(tx, { id: ids.uuid(), workspaceId, userId: user.id, role }, at);
    await insertAudit(tx, {
      id: ids.uuid(),
      at,
      origin: { workspaceId, actor: { type: 'system' }, ip: null, userAgent: null },
      action: 'member.create',
      target: { type: 'user', id: user.id },
      details: { role },
    });
  });
  return { password };
}
