import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { reasonOf } from '../../runtime/reason-of.ts';
import { ill, type Report, well } from './report.ts';

/** Less than this, and an embedded database may soon have nowhere to write. */
const FREE_MIN_BYTES = 512 * 1024 * 1024;

/** Whether the data folder can be used, or made. */
export async function checkFolder({ dataDir }: Config): Promise<Report> {
  const existing = await nearestExisting(dataDir);
  try {
    if (!(await stat(existing)).isDirectory())
      return ill('data folder', `${existing} is no folder: set PARLEY_DATA_DIR.`);
    await access(existing, constants.R_OK | constants.W_OK | constants.X_OK);
    return well('data folder', existing === dataDir ? `${dataDir} can be written to.` : `${dataDir} can be made.`);
  } catch (error) {
    const what = `This user may not write to ${existing} (${reasonOf(error)})`;
    return ill('data folder', `${what}: change its owner, or set PARLEY_DATA_DIR.`);
  }
}

/** Whether there is room on the data folder's disk. */
export async function checkDisk({ dataDir }: Config): Promise<Report> {
  const { bavail, bsize } = await statfs(await nearestExisting(dataDir));
  const free = `${Math.floor((bavail * bsize) / 1024 / 1024)} MB are free`;
  if (bavail * bsize >= FREE_MIN_BYTES) return well('disk', `${free} where the data folder is.`);
  return ill('disk', `Only ${free} where the data folder is: make room, or set PARLEY_DATA_DIR to another disk.`);
}

async function nearestExisting(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestExisting(dirname(path));
}
