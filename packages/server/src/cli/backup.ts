import { resolve } from 'node:path';
import { AppError } from '@parley/protocol';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { filesFolder } from '../runtime/data-folder.ts';
import { createFileFolder } from '../runtime/files.ts';
import { type BackupOptions, backupDatabase } from '../store/db/backup.ts';
import { chunksElsewhere } from '../store/files/chunks-elsewhere.ts';
import type { Schema } from '../store/schema.ts';
import { verb } from './verb.ts';

/** `parley backup`: everything in the database, in one file; the installation's secret is deliberately not in it. */
export const backup = verb({
  words: ['backup'],
  summary: 'write a backup of the database',
  setUp: (command) => void command.option('--out <file>', 'the file to write (made up from the date unless given)'),
  input: z.object({
    // Told in full: the server that writes it may stand in another folder.
    out: z
      .string()
      .min(1, '--out is empty')
      .default(dated)
      .transform((file) => resolve(file)),
  }),
  async run({ deps, config }, { out }) {
    try {
      const rows = await backupDatabase(deps.database, out, moreOf(config));
      return { file: out, rows, secret: config.secret ? 'PARLEY_SECRET' : resolve(config.dataDir, 'secret') };
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      throw new AppError('bad_request', `The backup cannot be written to ${out}: ${error.message}.`, undefined, error);
    }
  },
  lines: ({ file, rows, secret }) => [
    `${rows} rows are in ${file}.`,
    `Keep ${secret} too, in another place: without it the backup's secrets cannot be read.`,
  ],
});

/** Contents of files that lie in the data folder, as the database would keep them. */
function moreOf({ databaseUrl, dataDir }: Config): BackupOptions<Schema> {
  if (databaseUrl) return {};
  const { read } = createFileFolder(filesFolder(dataDir));
  return {
    async *more(table, tx) {
      if (table === 'file_chunks') yield* chunksElsewhere(tx, read);
    },
  };
}

function dated(): string {
  return `parley-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.jsonl.gz`;
}
