import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@parley/protocol';
import type { Config } from '../../config.ts';
import { readFirstRun } from '../../runtime/data-folder.ts';
import { lockFolder } from '../../store/db/folder-lock.ts';
import { callControl } from '../control-socket.ts';
import { ill, type Report, well } from './report.ts';

export type FoundServer = {
  readonly isRunning: boolean;
  /** Where it answers, if it runs. */
  readonly url: string | null;
  readonly reports: readonly Report[];
};

/** Looks for a server on the embedded database; with PostgreSQL servers do not exclude each other. */
export async function findServer({ dataDir, databaseUrl }: Config): Promise<FoundServer> {
  const nobody = { isRunning: false, url: null };
  if (databaseUrl) return { ...nobody, reports: [] };
  if (await callControl(dataDir, { verb: 'agent list', args: {} }, () => {})) {
    const url = (await readFirstRun(dataDir))?.url ?? null;
    const message = `A server runs on this data folder${url ? `, at ${url}` : ''}, and answers.`;
    return { isRunning: true, url, reports: [well('server', message)] };
  }
  // Looking must not make the folder.
  if (!existsSync(join(dataDir, 'database'))) {
    return { ...nobody, reports: [well('server', 'No server has run here yet: `npm start` starts one.')] };
  }
  try {
    lockFolder(dataDir).release();
    return { ...nobody, reports: [well('server', 'No server is running; `npm start` starts one.')] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { isRunning: true, url: null, reports: [ill('server', error.message)] };
  }
}
