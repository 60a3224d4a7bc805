import { AppError } from '@parley/protocol';
import { insertPersonAudit } from '../store/audit/insert-person-audit.ts';
import { savePassword } from '../store/workspaces/users.ts';
import type { CreateDeps } from './create-workspace.ts';

/**
 * Gives a person a new password, which is shown this once, and signs them out everywhere. Throws `not_found` when nobody
 * has the address.
 */
export async function resetPassword(
  deps: CreateDeps,
  input: { readonly email: string },
): Promise<{ readonly password: string }> {
  const { clock, credentials, database } = deps;
  const email = input.email.toLowerCase();
  const password = credentials.password();
  const passwordHash = await credentials.hashPassword(password);
  await database.transaction(async (tx) => {
    const at = clock.now();
    const found = await savePassword(tx, { email, passwordHash }, at);
    if (!found) throw new AppError('not_found', `There is no user with the address ${email}.`);
    const { userId } = found;
    await insertPersonAudit(deps, tx, { userId, actor: { type: 'system' }, action: 'password.reset', at });
  });
  return { password };
}
