import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real server in a process of its own. */
export type ServerProcess = {
  readonly url: string;
  /** Of the first start on its data: scenario, tokens. */
  readonly first: {
    readonly scenario_id: string;
    readonly write_token: string;
    readonly workspace_key: string;
    readonly owner_email: string;
    readonly owner_password: string;
  };
  /** SIGKILL: the process gets no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
};

const ENTRY = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url));
const alive = new Set<ChildProcess>();

/** Starts the server as `npm start` does, on a free port. Throws with what it said when it does not become ready. */
export async function startServerProcess(
  dataDir: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [ENTRY, 'serve'], {
    env: { PATH, HOME, PORT: '0', PARLEY_DATA_DIR: dataDir, PARLEY_DEMO: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const gone = once(child, 'exit').then(() => void alive.delete(child));
  const url = await readyUrl(child, gone);
  return {
    url,
    first: JSON.parse(await readFile(join(dataDir, 'first-run.json'), 'utf8')),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Ends what tests have left running. */
export function killServerProcesses(): void {
  for (const child of alive) child.kill('SIGKILL');
}

function readyUrl(child: ChildProcess, gone: Promise<void>): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /Parley is ready at (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void gone.then(() => reject(new Error(`The server ended before it was ready:\n${said}`)));
  });
}
