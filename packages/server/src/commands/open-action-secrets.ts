import { readSealedSecrets } from '../store/actions/secrets.ts';
import type { Deps } from './deps.ts';

/** The values of an agent's secrets that an action names; one that is not there is left out. No query where it names none. */
export async function openActionSecrets(
  { database, secrets }: Pick<Deps, 'database' | 'secrets'>,
  { agentId, secretNames }: { readonly agentId: string; readonly secretNames: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (secretNames.length === 0) return new Map();
  const sealed = await readSealedSecrets(database.named, agentId);
  return new Map(
    secretNames.flatMap((name) => {
      const value = sealed.get(name);
      return value === undefined ? [] : [[name, secrets.open(value)] as const];
    }),
  );
}
