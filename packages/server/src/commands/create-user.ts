import { AppError } from '@parley/protocol';
import { insertMember } from '../store/workspaces/users.ts';
import type { CreateDeps } from './create-workspace.ts';

export type CreateUserInput = {
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'owner' | 'member';
};

/** Adds a person to a workspace with a new password, which is shown this once. Throws `conflict` for a known address. */
export async function createUser(deps: CreateDeps, input: CreateUserInput): Promise<{ readonly password: string }> {
  const { workspaceId, role, name } = input;
  const email = input.email.toLowerCase();
  const password = deps.credentials.password();
  const passwordHash = await deps.credentials.hashPassword(password);
  const user = { id: deps.ids.uuid(), email, name, passwordHash };
  const added = await deps.database.transaction((tx) =>
    insertMember(tx, { workspaceId, user, role }, deps.clock.now()),
  );
  if (!added) throw new AppError('conflict', `There is a user with the address ${email} already.`);
  return { password };
}
