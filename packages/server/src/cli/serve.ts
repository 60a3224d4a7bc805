import { z } from 'zod';
import { isStartedByNpm } from '../config.ts';
import { localVerb, type Terminal } from './verb.ts';

/** A terminal's Ctrl-C reaches the server twice, from the terminal and from npm: within this it is one. */
const SAME_SIGNAL_MS = 500;
const LOOK_FOR_NPM_MS = 200;

/** `parley serve`: the server, until it is told to stop. */
export const serve = localVerb({
  words: ['serve'],
  summary: 'start the server',
  setUp: () => {},
  input: z.object({}),
  async run(terminal) {
    const stopped = onStopSignal();
    const { startServer } = await import('../main.ts');
    const server = await startServer(terminal.config(), terminal.logger(), (lines, facts) =>
      terminal.show(facts, lines),
    );
    await stopped;
    tellStopping(terminal);
    await server.stop();
  },
});

function tellStopping(terminal: Terminal): void {
  if (process.stdin.isTTY) terminal.note('Stopping: what runs may end. Ctrl-C again stops at once.');
}

/** Ends at the first signal to stop; a second one ends the process there and then. */
function onStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstMs: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        const nowMs = performance.now();
        if (firstMs !== undefined && nowMs - firstMs > SAME_SIGNAL_MS) process.exit(130);
        firstMs ??= nowMs;
        resolve();
      });
    }
    if (isStartedByNpm()) onOrphaned(resolve);
  });
}

/** `npx` runs a shell that dies of a signal and tells nobody: without this the server would run on unseen. */
function onOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, LOOK_FOR_NPM_MS).unref();
}
