import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { addIdentitySecret } from '../store/visitors/identity-secrets.ts';
import type { Deps } from './deps.ts';

/** How long the secret before vouches too: backends are not changed in one moment. */
const OVERLAP_MS = 24 * 3_600_000;

export type IdentitySecretRotation = {
  readonly agentId: string;
  readonly origin: Origin;
  /** In plain text: it is stored sealed. */
  readonly secret: string;
};

/** Gives an agent another identity secret; for a day the one before holds too, and one that was older no more. */
export async function rotateIdentitySecret(
  { database, clock, ids, secrets }: Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets'>,
  { agentId, origin, secret }: IdentitySecretRotation,
): Promise<void> {
  const at = clock.now();
  const id = ids.uuid();
  const previousUntil = new Date(at.getTime() + OVERLAP_MS);
  await database.transaction(async (tx) => {
    await addIdentitySecret(tx, { id, agentId, sealed: secrets.seal(secret), at, previousUntil });
    const target = { type: 'agent', id: agentId };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'agent.rotate_identity_secret', target });
  });
}
