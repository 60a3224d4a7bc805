import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

export type Gauged = { readonly cpuMs: number; readonly loopDelayP99Ms: number; readonly rssMb: number };

const RESOLUTION_MS = 1;

/** What this process spends from `begin` to `end`: CPU of all its threads, and how late its timers came. */
export function createGauges(): { begin(): void; end(): Gauged } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let since = process.cpuUsage();
  delay.enable();
  return {
    begin() {
      delay.reset();
      since = process.cpuUsage();
    },
    end() {
      const { user, system } = process.cpuUsage(since);
      return {
        cpuMs: (user + system) / 1_000,
        // The histogram has the whole time between two samples.
        loopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
        rssMb: process.memoryUsage.rss() / 1e6,
      };
    },
  };
}

/** Linux counts processes' time in hundredths of a second, whatever its own clock is. */
const TICK_MS = 10;

/** CPU time of every PostgreSQL process of this machine so far, in ms; null where that cannot be read. */
export function postgresCpuMs(): number | null {
  try {
    const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const ticks = own.flatMap((pid) => statOf(pid));
    return ticks.length > 0 ? ticks.reduce((sum, each) => sum + each, 0) * TICK_MS : null;
  } catch {
    return null;
  }
}

function statOf(pid: string): number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (!stat.includes('(postgres)')) return [];
    // After the name: state is field 3; then user and system time, and that of ended children, are 14 to 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)];
  } catch {
    // It has ended meanwhile; its parent has its time.
    return [];
  }
}
