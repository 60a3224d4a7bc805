import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../packages/server/bin/parley.mjs', import.meta.url));

/** Starts a server with the demo's content on a free port, its data in a folder; gives where it answers and what stops it. */
export async function startDemoServer(dataDir) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [ENTRY, 'serve'], {
    env: { PATH, HOME, PORT: '0', PARLEY_DATA_DIR: dataDir, PARLEY_DEMO: 'on' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const ready = /Parley is ready at (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    });
    void gone.then(() => reject(new Error(`The server ended before it was ready:\n${said}`)));
  });
  return {
    url,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}
