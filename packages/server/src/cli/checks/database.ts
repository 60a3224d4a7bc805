import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@parley/protocol';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { reasonOf } from '../../runtime/reason-of.ts';
import { isSecretRight } from '../check-secret.ts';
import { ill, type Report, well } from './report.ts';

/** PostgreSQL 15 is the oldest that the schema is made for. */
const VERSION_MIN = 150_000;
const EXTENSIONS = ['pg_trgm', 'btree_gin'];

type OpenDatabase = Awaited<ReturnType<typeof import('../../open-parley.ts').openConfigured>>;

/** Whether the database can be reached and used, and whether the secret is its own. */
export async function checkDatabase(config: Config, serverHasIt: boolean, logger: Logger): Promise<Report[]> {
  if (serverHasIt) return [well('database', 'The embedded database is in the hands of the server.')];
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'database'))) {
    return [well('database', 'The embedded database will be made at the first start.')];
  }
  const { openConfigured } = await import('../../open-parley.ts');
  let database: OpenDatabase;
  try {
    database = await openConfigured(config, logger, { migrate: false });
  } catch (error) {
    return [ill('database', reasonOf(error))];
  }
  try {
    return [...(await checkServer(database)), await checkSchema(database), await checkSecret(config, database)];
  } finally {
    await database.close();
  }
}

async function checkServer({ db, kind }: OpenDatabase): Promise<Report[]> {
  if (kind === 'pglite') return [well('database', 'The embedded database opens.')];
  const version = await sql<{ number: string; name: string }>`
    select current_setting('server_version_num') as number, current_setting('server_version') as name`.execute(db);
  const { number = '0', name = 'unknown' } = version.rows[0] ?? {};
  const { rows } = await sql<{ name: string }>`select name from pg_available_extensions`.execute(db);
  const missing = EXTENSIONS.filter((extension) => !rows.some((row) => row.name === extension));
  return [
    Number(number) >= VERSION_MIN
      ? well('database', `PostgreSQL ${name} answers.`)
      : ill('database', `PostgreSQL ${name} is too old: Parley needs 15 or newer.`),
    missing.length === 0
      ? well('extensions', `${EXTENSIONS.join(' and ')} are there.`)
      : ill('extensions', `PostgreSQL lacks ${missing.join(' and ')}: install its contrib package.`),
  ];
}

async function checkSchema({ db }: OpenDatabase): Promise<Report> {
  const { listPending } = await import('../../store/db/migrator.ts');
  const { migrations } = await import('../../store/migrations/index.ts');
  try {
    const pending = await listPending(db, migrations);
    if (pending.length === 0) return well('schema', 'The schema is up to date.');
    return well('schema', `The next start will apply ${pending.join(', ')}.`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return ill('schema', error.message);
  }
}

async function checkSecret(config: Config, { db }: OpenDatabase): Promise<Report> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('installation') is not null as found`.execute(db);
  if (!rows[0]?.found || (await isSecretRight(config, db))) return well('secret', 'The secret fits the database.');
  const where = config.secret ? 'PARLEY_SECRET' : join(config.dataDir, 'secret');
  return ill('secret', `${where} is not what this database was set up with: put the old secret back.`);
}
