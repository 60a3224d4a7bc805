import { createHash } from 'node:crypto';
import { constants, cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrations } from '../migrations/index.ts';
import { connectPglite, type Database } from './database.ts';
import { migrate } from './migrator.ts';

/** The schema of the job queue, made with ours so that a first start need not. */
const QUEUE_SCHEMA = 'pgboss';

/** Raised when the way a template is made changes. */
const FORMAT = 2;

const OLD_MS = 24 * 60 * 60 * 1000;

/**
 * The folder of an embedded database with every migration applied and no data, made on first need (about 5 s) and kept
 * beside the installed packages. Gives null where that place cannot be written to: then the first start is slow.
 */
export async function templateFolder(): Promise<string | null> {
  const cache = join(packagesFolder(), '.cache', 'parley');
  const folder = join(cache, `template-${await templateKey()}`);
  if (existsSync(folder)) return folder;
  try {
    await mkdir(cache, { recursive: true });
    await removeOld(cache);
    await buildTemplate(cache, folder);
    return folder;
  } catch (error) {
    if (isUnwritable(error)) return null;
    throw error;
  }
}

/**
 * Creates an embedded database's folder, from the template if there is one. It appears at once or not at all, so that
 * a killed first start leaves nothing half made. The caller holds the lock of the folder around it.
 */
export async function createFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(folder)}-`)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const partial = await mkdtemp(`${folder}-`);
  const template = await templateFolder();
  // Many small files: the asynchronous copy takes five times as long.
  if (template) cpSync(template, partial, { recursive: true, mode: constants.COPYFILE_FICLONE });
  else await (await connectPglite({ folder: partial })).close();
  await rename(partial, folder);
}

/** Our tables and the queue's, in an empty database. */
export async function installSchema<S>(database: Database<S>): Promise<void> {
  await migrate(database, migrations);
  const { getConstructionPlans } = await import('pg-boss');
  await database.executeSql(getConstructionPlans(QUEUE_SCHEMA));
}

/** Changes whenever a template would come out differently. */
export async function templateKey(): Promise<string> {
  const hash = createHash('sha256').update(`format ${FORMAT}`);
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(await packageVersion(name));
  const source = fileURLToPath(new URL('../migrations/', import.meta.url));
  for (const name of (await readdir(source)).sort()) hash.update(name).update(await readFile(join(source, name)));
  return hash.digest('hex').slice(0, 16);
}

async function buildTemplate(cache: string, folder: string): Promise<void> {
  const partial = await mkdtemp(join(cache, 'building-'));
  try {
    const database = await connectPglite({ folder: partial });
    await installSchema(database);
    // Nobody creates a database inside an embedded one, and these two are half of all files.
    await database.executeSql(`update pg_database set datistemplate = false where datname <> current_database()`);
    await database.executeSql('drop database template0');
    await database.executeSql('drop database template1');
    await database.executeSql('vacuum freeze analyze');
    await database.executeSql('checkpoint');
    await database.close();
    await rm(join(partial, 'postmaster.pid'), { force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process may have been quicker; its template is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** Templates of former versions. Young ones stay: another process may be copying from them right now. */
async function removeOld(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (Date.now() - (await stat(path)).mtimeMs > OLD_MS) await rm(path, { recursive: true, force: true });
  }
}

async function packageVersion(name: string): Promise<string> {
  const manifest: { version: string } = JSON.parse(
    await readFile(join(packagesFolder(), name, 'package.json'), 'utf8'),
  );
  return manifest.version;
}

/** The node_modules that PGlite is installed in. */
function packagesFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return entry.slice(0, entry.lastIndexOf('node_modules') + 'node_modules'.length);
}

function isUnwritable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EROFS' || code === 'EPERM';
}
