import { spawn } from 'node:child_process';

/**
 * Runs a command of this project's own tools with its output shown, and gives its exit code. Commands are looked up in
 * node_modules/.bin first, so that Node itself is the pinned one.
 */
export function runStep(command, args, environment = {}) {
  const path = `${new URL('../node_modules/.bin', import.meta.url).pathname}:${process.env.PATH}`;
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, PATH: path, ...environment } });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
