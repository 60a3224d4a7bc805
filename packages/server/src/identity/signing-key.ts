import { AppError } from '@parley/protocol';
import type { SecretBox } from '../runtime/secret-box.ts';
import type { Database } from '../store/db/database.ts';
import { claimInstallationValue, findInstallationValue } from '../store/installation/settings.ts';
import type { Schema } from '../store/schema.ts';
import { newSigningKey } from './agent-tokens.ts';

const KEY = 'signing_key';

/**
 * The installation's signing key, made by the first node that starts and stored sealed. Throws `conflict` when it was
 * sealed under another PARLEY_SECRET.
 */
export async function claimSigningKey(database: Database<Schema>, secrets: SecretBox): Promise<string> {
  const stored = await findInstallationValue(database.db, KEY);
  if (stored !== null) return open(secrets, stored);
  const fresh = secrets.seal(await newSigningKey());
  return open(secrets, await database.transaction((tx) => claimInstallationValue(tx, KEY, fresh)));
}

function open(secrets: SecretBox, sealed: string): string {
  try {
    return secrets.open(sealed);
  } catch (cause) {
    const message = 'PARLEY_SECRET is not the one that this database was set up with.';
    throw new AppError('conflict', message, undefined, cause);
  }
}
