import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { constants, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getConstructionPlans } from 'pg-boss';
import { migrations } from '../migrations/index.ts';
import { connectPglite } from './database.ts';
import { migrate } from './migrator.ts';

/** The schema of the job queue, made with ours so that a first start need not. */
export const QUEUE_SCHEMA = 'pgboss';

/** Raised when the way a template is made changes. */
const FORMAT = 1;

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
    await buildTemplate(cache, folder);
    await removeOthers(cache, folder);
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
  if (template) await cp(template, partial, { recursive: true, mode: constants.COPYFILE_FICLONE });
  else await (await connectPglite({ folder: partial })).close();
  await rename(partial, folder);
}

async function buildTemplate(cache: string, folder: string): Promise<void> {
  const partial = await mkdtemp(join(cache, 'building-'));
  try {
    const database = await connectPglite({ folder: partial });
    await migrate(database, migrations);
    await database.executeSql(getConstructionPlans(QUEUE_SCHEMA));
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

/** Templates of former versions; 40 MB each. */
async function removeOthers(cache: string, folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (name.startsWith('template-') && path !== folder) await rm(path, { recursive: true, force: true });
  }
}

async function templateKey(): Promise<string> {
  const hash = createHash('sha256').update(`format ${FORMAT}`);
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(await packageVersion(name));
  const source = fileURLToPath(new URL('../migrations/', import.meta.url));
  for (const name of (await readdir(source)).sort()) hash.update(name).update(await readFile(join(source, name)));
  return hash.digest('hex').slice(0, 16);
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
