import { AppError } from '@parley/protocol';
import { secretsNamed } from '../domain/actions/secrets-named.ts';
import type { Origin } from '../domain/people/origin.ts';
import { lockActions } from '../store/actions/actions.ts';
import { listSecretNames, removeSecret, saveSecret } from '../store/actions/secrets.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

const SECRETS_MAX = 50;

type SecretDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets'>;
type Named = { readonly agentId: string; readonly name: string; readonly origin: Origin };

/** A secret as it is told: never with its value. */
export type ToldSecret = {
  readonly name: string;
  readonly updatedAt: Date;
  /** Numbers of the actions that name it. */
  readonly usedBy: readonly number[];
};

/** Sets a secret of an agent's actions, whether or not there was one. Throws `conflict` for the fifty-first. */
export async function setActionSecret(
  deps: SecretDeps,
  { agentId, name, origin, value }: Named & { readonly value: string },
): Promise<ToldSecret> {
  return deps.database.transaction(async (tx) => {
    const actions = await lockActions(tx, agentId);
    const names = await listSecretNames(tx, agentId);
    if (names.length >= SECRETS_MAX && !names.some((known) => known.name === name)) {
      throw new AppError('conflict', `An agent has at most ${SECRETS_MAX} secrets: delete one first.`);
    }
    const at = deps.clock.now();
    await saveSecret(tx, agentId, { name, sealed: deps.secrets.seal(value), at });
    await writeDown(deps, tx, { agentId, name, origin }, 'set');
    const usedBy = actions.filter((action) => secretsNamed(action).includes(name)).map(({ number }) => number);
    return { name, updatedAt: at, usedBy };
  });
}

/** Deletes a secret. Throws `not_found`, and `conflict` while an action names it. */
export async function deleteActionSecret(deps: SecretDeps, named: Named): Promise<void> {
  const { agentId, name } = named;
  await deps.database.transaction(async (tx) => {
    const actions = await lockActions(tx, agentId);
    const names = await listSecretNames(tx, agentId);
    if (!names.some((known) => known.name === name)) throw new AppError('not_found', 'There is no such secret.');
    const users = actions.filter((action) => secretsNamed(action).includes(name)).map(({ number }) => number);
    if (users.length > 0) {
      throw new AppError('conflict', `The secret is named by the actions ${users.join(', ')}: change them first.`);
    }
    await removeSecret(tx, agentId, name);
    await writeDown(deps, tx, named, 'delete');
  });
}

async function writeDown({ ids, clock }: SecretDeps, tx: Tx, { agentId, name, origin }: Named, verb: 'set' | 'delete') {
  const target = { type: 'chatbot', id: agentId };
  const action = `ai_action_secret.${verb}`;
  await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action, target, details: { name } });
}
