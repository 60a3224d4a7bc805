import { constants } from 'node:fs';
import { access, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@parley/protocol';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { ensureDataFolder } from '../runtime/data-folder.ts';
import { localVerb } from './verb.ts';

/** `parley restore`: fills an empty installation from a backup. No server may run on it meanwhile. */
export const restore = localVerb({
  words: ['restore'],
  summary: 'fill the database from a backup',
  setUp: (command) =>
    void command
      .argument('<file>', 'what `parley backup` wrote')
      .option('--secret <file>', 'the file `secret` of the old data folder, to be used here')
      .option('--force', 'delete what is in the database'),
  input: z.object({ file: z.string(), secret: z.string().optional(), force: z.boolean().default(false) }),
  async run(terminal, { file, secret, force }) {
    const config = terminal.config();
    await mustExist(file);
    if (secret) await adoptSecret(config, secret, force);
    const { openConfigured } = await import('../open-parley.ts');
    const { restoreDatabase } = await import('../store/db/restore.ts');
    const { isSecretRight } = await import('./check-secret.ts');
    const database = await openConfigured(config, terminal.logger());
    try {
      const rows = await restoreDatabase(database, file, { force });
      const isRight = await isSecretRight(config, database.db);
      terminal.show({ rows, secret_fits: isRight }, [`${rows} rows are restored.`]);
      if (!isRight) {
        terminal.note(otherSecret(config));
        terminal.fail();
      }
    } finally {
      await database.close();
    }
  },
});

async function mustExist(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw new AppError('bad_request', `The file ${file} is not there, or may not be read.`, undefined, error);
  }
}

async function adoptSecret({ dataDir }: Config, file: string, force: boolean): Promise<void> {
  await mustExist(file);
  await ensureDataFolder(dataDir);
  const own = join(dataDir, 'secret');
  try {
    await copyFile(file, own, force ? 0 : constants.COPYFILE_EXCL);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new AppError('conflict', `${own} is there already: --force replaces it.`, undefined, error);
  }
}

function otherSecret({ secret, dataDir }: Config): string {
  const way = secret
    ? 'set PARLEY_SECRET to the old one'
    : `copy the old file \`secret\` to ${join(dataDir, 'secret')}`;
  return `The backup was made under another secret: ${way} before you start the server.`;
}
