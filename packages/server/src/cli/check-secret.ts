import type { Config } from '../config.ts';
import { readOrCreateSecret } from '../runtime/data-folder.ts';
import { createSecretBox } from '../runtime/secret-box.ts';
import { findInstallationValue } from '../store/installation/settings.ts';
import type { Db } from '../store/schema.ts';

/** Whether the configured secret opens what the database has sealed; true while nothing is sealed. */
export async function isSecretRight(config: Config, db: Db): Promise<boolean> {
  const sealed = await findInstallationValue(db, 'signing_key');
  if (sealed === null) return true;
  try {
    createSecretBox(config.secret ?? (await readOrCreateSecret(config.dataDir)), 'stored secrets').open(sealed);
    return true;
  } catch {
    return false;
  }
}
