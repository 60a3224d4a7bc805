import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchRow } from './retrieval.ts';
import { START_FLAGS } from './start-flags.ts';
import { embeddedPlace } from './turns/databases.ts';

const PARLEY = fileURLToPath(new URL('../packages/server/bin/parley.mjs', import.meta.url));
const READY = /^Parley is ready at /;
const READY_MS = 60_000;
/** What a start leaves running in the background has ended by then. */
const SETTLED_MS = 3_000;

type Start = { readonly readyMs: number; readonly rssMb: number; readonly peakMb: number };

/** From the server process's start to its ready line, in a fresh folder and again in the same, and memory after it. */
export async function benchStart(args: string[]): Promise<BenchRow[]> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, rounds: { type: 'string' } },
    strict: false,
  });
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  const first: Start[] = [];
  const later: Start[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const place = await embeddedPlace();
    try {
      first.push(await start(place.dataDir));
      later.push(await start(place.dataDir));
    } finally {
      await place.remove();
    }
  }
  return [...rows('first start', first), ...rows('later start', later)];
}

async function start(dataDir: string): Promise<Start> {
  const from = performance.now();
  const child = spawn(process.execPath, [...START_FLAGS, PARLEY, 'serve'], {
    env: { ...process.env, PARLEY_DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '', PARLEY_MODEL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const tooLate = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  try {
    for await (const line of createInterface({ input: child.stdout })) if (READY.test(line)) break;
    const readyMs = performance.now() - from;
    await sleep(SETTLED_MS);
    return { readyMs, rssMb: memoryMb(child.pid, 'VmRSS'), peakMb: memoryMb(child.pid, 'VmHWM') };
  } finally {
    clearTimeout(tooLate);
    child.kill('SIGTERM');
    await ended;
  }
}

/** A line of the process's status; NaN where there is no /proc. */
function memoryMb(pid: number | undefined, name: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1_024) / 1e6;
  } catch {
    return Number.NaN;
  }
}

function rows(name: string, starts: readonly Start[]): BenchRow[] {
  const best = (of: keyof Start) => Math.round(Math.min(...starts.map((each) => each[of])));
  const spread = (of: keyof Start) =>
    `${starts.length} starts, at most ${Math.round(Math.max(...starts.map((each) => each[of])))}`;
  return [
    { name: `${name} to ready`, value: best('readyMs'), unit: 'ms', note: spread('readyMs') },
    { name: `memory after ${name}`, value: best('rssMb'), unit: 'MB', note: spread('rssMb') },
    { name: `peak memory of ${name}`, value: best('peakMb'), unit: 'MB', note: spread('peakMb') },
  ];
}
