import { analyzeTables } from '../commands/analyze-tables.ts';
import type { Deps } from '../commands/deps.ts';
import { refreshSearch } from '../commands/refresh-search.ts';

/** A subscriber to the log: runs beside the requests until it is stopped. */
export type LogSubscriber = {
  start(): void;
  /** Something was committed: look soon. May be forgotten; the subscriber also looks by itself. */
  wake(): void;
  stop(): Promise<void>;
};

type Pace = {
  /** Small batches on the embedded database: requests wait for its one connection meanwhile. */
  readonly maxEvents: number;
  readonly pollMs: number;
  /** After each batch it rests this many times as long as it worked: under full load messages come first. */
  readonly restFactor: number;
};

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9 },
  postgres: { maxEvents: 500, pollMs: 2_000, restFactor: 5 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** Commits that come together are read together. */
const WAKE_MS = 100;

/** So many events after the start the embedded database is analysed, then each time that half as many more came. */
const ANALYZE_EVENTS = 2_000;

/** Keeps the search documents up to date. On several nodes, whichever holds the cursor does the work. */
export function createSearchRefresher(deps: Pick<Deps, 'database' | 'log' | 'clock'>): LogSubscriber {
  const { maxEvents, pollMs, restFactor } = PACES[deps.database.kind];
  const now = () => deps.clock.monotonicMs();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStarted = false;
  let isRunning = false;
  let isWoken = false;
  let restsUntilMs = 0;
  let events = 0;
  let analyzesAt = ANALYZE_EVENTS;

  function schedule(ms: number): void {
    clearTimeout(timer);
    const delay = Math.max(ms, restsUntilMs - now());
    timer = setTimeout(() => {
      running = run();
    }, delay);
  }
  async function run(): Promise<void> {
    isWoken = false;
    isRunning = true;
    const begun = now();
    let read = 0;
    try {
      read = await refreshSearch(deps, { maxEvents });
      events += read;
      if (deps.database.kind === 'pglite' && events >= analyzesAt) {
        analyzesAt = events * 1.5;
        await analyzeTables(deps);
      }
    } catch (error) {
      deps.log.error({ err: error }, 'refreshing search failed');
    }
    isRunning = false;
    restsUntilMs = now() + (now() - begun) * restFactor;
    const isBehind = read === maxEvents;
    if (isStarted) schedule(isBehind ? 0 : isWoken ? WAKE_MS : pollMs);
  }
  return {
    start() {
      isStarted = true;
      schedule(0);
    },
    wake() {
      if (isWoken || !isStarted) return;
      isWoken = true;
      if (!isRunning) schedule(WAKE_MS);
    },
    async stop() {
      isStarted = false;
      clearTimeout(timer);
      await running;
    },
  };
}
