import { AppError } from '@parley/protocol';
import { savePassword } from '../store/workspaces/users.ts';
import type { CreateDeps } from './create-workspace.ts';

/** Gives a person a new password, which is shown this once. Throws `not_found` when nobody has the address. */
export async function resetPassword(
  deps: CreateDeps,
  input: { readonly email: string },
): Promise<{ readonly password: string }> {
  const email = input.email.toLowerCase();
  const password = deps.credentials.password();
  const passwordHash = await deps.credentials.hashPassword(password);
  const isKnown = await deps.database.transaction((tx) => savePassword(tx, email, passwordHash));
  if (!isKnown) throw new AppError('not_found', `There is no user with the address ${email}.`);
  return { password };
}
