import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ENTRY = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** What a command has said, and how it ended. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A command that runs in a process group of its own, as a terminal starts one. */
export type Running = {
  readonly pid: number;
  readonly said: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
  /** The address of the ready line; rejects with what was said when the command ends before it. */
  ready(): Promise<string>;
  /** To the first process only, as `kill` does. */
  signal(signal: NodeJS.Signals): void;
  /** To the whole group, as a terminal does at Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void;
  /** The processes of the group that are alive. */
  alive(): Promise<number[]>;
};

const started = new Set<number>();

/** Runs `parley …` by Node itself. */
export const parley = (words: readonly string[], environment: Environment): Running =>
  run(process.execPath, [ENTRY, ...words], environment);

/** Runs `npm start`. */
export const npmStart = (environment: Environment): Running => run('npm', ['start'], environment);

/** Runs a line in a shell, as somebody who pastes it. */
export const paste = (line: string, environment: Environment): Running => run('bash', ['-c', line], environment);

/** Runs a command at the project's root, with none of this process's configuration. */
export function run(command: string, words: readonly string[], environment: Environment): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, words, {
    cwd: ROOT,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const pid = child.pid ?? 0;
  started.add(pid);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, ...said }));
  return {
    pid,
    said,
    ended,
    ready: () => readyUrl(child, said, ended),
    signal: (signal) => void child.kill(signal),
    signalGroup: (signal) => void process.kill(-pid, signal),
    alive: () => membersOf(pid),
  };
}

/** Ends whatever the tests of a file have left. */
export function killAll(): void {
  for (const group of started) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  }
}

function readyUrl(child: ChildProcess, said: Running['said'], ended: Promise<Ended>): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const url = /^Parley is ready at (\S+)$/m.exec(said.stdout)?.[1];
      // The banner is written at once, so its curl is there too.
      if (url) resolve(url);
    };
    child.stdout?.on('data', look);
    look();
    void ended.then(({ stdout, stderr }) => reject(new Error(`It ended before it was ready:\n${stdout}\n${stderr}`)));
  });
}

/** Process groups are read where Linux keeps them: the fifth word of `stat`, after the name in brackets. */
async function membersOf(group: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const members = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z' ? [pid] : [];
    }),
  );
  return members.flat();
}
